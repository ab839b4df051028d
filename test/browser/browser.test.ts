import type { Browser } from 'playwright-core'
import { describeAdminEveryPage } from './journeys/admin-every-page'
import { describeAdminRequests } from './journeys/admin-requests'
import { describeAdminSteering } from './journeys/admin-steering'
import { describeAsking } from './journeys/asking'
import { describeBookingOfRequest, describeBookings } from './journeys/bookings'
import { describeClimbing } from './journeys/climbing'
import { describeDesk, describeEveryPage } from './journeys/every-page'
import { describeFirstScreen } from './journeys/first-screen'
import { describeGrids } from './journeys/grids'
import { describeBinding, describeComingByCard, describeGroup } from './journeys/group'
import { describeHomes } from './journeys/homes'
import { describeMainJob } from './journeys/main-job'
import { describeNumbers } from './journeys/numbers'
import { describeReporting, describeTabs } from './journeys/reporting'
import { describeReviews } from './journeys/reviews'
import { describeSettings } from './journeys/settings'
import { describeSignIn } from './journeys/sign-in'
import { describeScanning } from './journeys/scanning'
import { describeTyping } from './journeys/typing'
import { type RunningApp, startApp } from './support/app'
import { openBrowser } from './support/browser'
import type { Stage } from './support/stage'

jest.setTimeout(90_000)

let app: RunningApp | undefined
let browser: Browser

/** `BROWSER_TEST_URL` names an app that runs already, for work on one journey. */
const runningUrl = process.env.BROWSER_TEST_URL

beforeAll(async () => {
  browser = await openBrowser()
  if (!runningUrl) app = await startApp()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

const stage: Stage = () => ({ browser, url: runningUrl ?? app!.url })

describeFirstScreen(stage)
describeAdminEveryPage(stage)
describeAdminRequests(stage)
describeAdminSteering(stage)
describeMainJob(stage)
describeAsking(stage)
describeTyping(stage)
describeGroup(stage)
describeBinding(stage)
describeComingByCard(stage)
describeReporting(stage)
describeTabs(stage)
describeScanning(stage)
describeEveryPage(stage)
describeDesk(stage)
describeClimbing(stage)
describeBookings(stage)
describeBookingOfRequest(stage)
describeGrids(stage)
describeHomes(stage)
describeReviews(stage)
describeSignIn(stage)
describeNumbers(stage)
describeSettings(stage)
