/**
 * What App Store Connect knows, as Faultline keeps it: apps, builds, testers and what testers submitted. All of Apple's
 * attributes are optional, so each is null where it was not sent. Enumerations are open in practice (`XR_OS` came before
 * the contract knew it): they are strings, and the known values are named in a comment only.
 */

export interface StoreApp {
  /** Apple's number, as a string. */
  readonly id: string;
  readonly name: string | null;
  readonly bundleId: string | null;
  readonly sku: string | null;
}

/** An uploaded build. */
export interface StoreBuild {
  readonly id: string;
  /** `CFBundleVersion`. */
  readonly number: string | null;
  /** `CFBundleShortVersionString`, from the pre-release version it belongs to. */
  readonly version: string | null;
  readonly versionId: string | null;
  /** `IOS`, `MAC_OS`, `TV_OS`, `VISION_OS` … */
  readonly platform: string | null;
  readonly uploadedAt: number | null;
  readonly expiresAt: number | null;
  readonly expired: boolean | null;
  readonly minOs: string | null;
  /** `PROCESSING`, `FAILED`, `INVALID`, `VALID` … */
  readonly processing: string | null;
}

/** A version that builds belong to before (and after) it is released. */
export interface PreReleaseVersion {
  readonly id: string;
  readonly version: string | null;
  readonly platform: string | null;
}

export interface Tester {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  /** `EMAIL`, `PUBLIC_LINK` … */
  readonly inviteType: string | null;
  readonly state: string | null;
}

/** What both kinds of submission say. */
export interface SubmissionFacts {
  readonly id: string;
  /** Unix milliseconds. */
  readonly createdAt: number | null;
  readonly comment: string | null;
  readonly email: string | null;
  /** `iPhone17_1`: Apple writes an underscore here. */
  readonly deviceModel: string | null;
  readonly osVersion: string | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly architecture: string | null;
  /** `WIFI`, `MOBILE_DATA`, `WIRE`, `UNKNOWN`, `NONE` … */
  readonly connection: string | null;
  readonly pairedWatch: string | null;
  /** Milliseconds. */
  readonly appUptime: number | null;
  /** Bytes. */
  readonly diskAvailable: number | null;
  readonly diskTotal: number | null;
  /** 0…100 */
  readonly battery: number | null;
  /** Points. */
  readonly screenWidth: number | null;
  readonly screenHeight: number | null;
  readonly appPlatform: string | null;
  readonly devicePlatform: string | null;
  /** `IPHONE`, `IPAD`, `APPLE_TV`, `APPLE_WATCH`, `MAC`, `VISION` … */
  readonly deviceFamily: string | null;
  readonly bundleId: string | null;
  readonly buildId: string | null;
  readonly testerId: string | null;
}

/** A crash that a tester submitted; its log is a request of its own. */
export interface CrashSubmission extends SubmissionFacts {
  readonly kind: 'crash';
}

export interface ScreenshotSubmission extends SubmissionFacts {
  readonly kind: 'screenshot';
  readonly screenshots: readonly RemoteScreenshot[];
}

/** A screenshot at Apple's: a signed address that dies soon. */
export interface RemoteScreenshot {
  readonly url: string;
  /** Pixels. */
  readonly width: number | null;
  readonly height: number | null;
  readonly expiresAt: number | null;
}

/** Submissions with what Apple included beside them. */
export interface SubmissionPage<Submission> {
  readonly submissions: readonly Submission[];
  readonly builds: readonly StoreBuild[];
  readonly testers: readonly Tester[];
  /** Entries that had no id or another type, so that nothing could be kept of them. */
  readonly unread: number;
}
