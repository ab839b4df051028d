import { noteEntrance } from './api/group'
import { followNetwork } from './api/network'
import { config } from './config'

App({
  onLaunch() {
    wx.cloud.init(config.cloudEnvironment ? { env: config.cloudEnvironment } : {})
    followNetwork()
  },
  onShow(options) {
    noteEntrance(options.scene)
  },
})
