import { cloudEnvironment } from './config'

/** The subpackage starts by itself: the mini program's own start does not run before it. */
wx.cloud.init(cloudEnvironment ? { env: cloudEnvironment } : {})
