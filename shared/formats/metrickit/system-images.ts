/**
 * Whether a binary is the system's, where a report has no paths: by where it was mapped, else by its name.
 *
 * The dyld shared cache holds the system's libraries and nothing else. It is mapped at 0x180000000 and above on arm64, and
 * from 0x7ff800000000 (before macOS 11: 0x7fff00000000) on x86_64; what an app brings lies far below both.
 */
import type { Arch } from '../../report/arch.ts';

const CACHE_ARM = 0x1_8000_0000n;
const CACHE_INTEL = 0x7ff8_0000_0000n;

/** Libraries that come with the system under these names in every version, also in simulators. */
const LIBRARIES =
  /^(?:dyld(?:_sim)?|lib(?:system_|dispatch|dyld|objc|xpc|c\+\+|sqlite3|z\.|xml2|swift[A-Z_]|MainThreadChecker|BacktraceRecording|GPUSupport|RPAC|icucore|network|bsm|corecrypto|commonCrypto|cache|copyfile|macho|unwind|platform|System).*|libsystem.*)$/;

const FRAMEWORKS = new Set(
  `AccessibilityUtilities AppKit AppleMediaServices AttributeGraph AudioToolbox AVFAudio AVFCore AVFoundation AVKit
   AXRuntime BackBoardServices BackgroundTasks BaseBoard BoardServices CFNetwork CloudKit Combine Contacts CoreAnimation
   CoreAudio CoreBluetooth CoreData CoreFoundation CoreGraphics CoreHaptics CoreImage CoreLocation CoreMedia CoreML
   CoreMotion CoreServices CoreText CoreTelephony CoreUI CoreVideo CryptoKit DocumentManager EventKit ExtensionFoundation
   FileProvider Foundation FrontBoardServices GameController GraphicsServices HealthKit HIToolbox IOKit IOSurface
   ImageIO JavaScriptCore LinkPresentation LocalAuthentication MapKit MediaPlayer MediaToolbox Metal MetalKit
   MetalPerformanceShaders MetricKit MobileCoreServices NetworkExtension Network Observation OpenGLES PDFKit PassKit
   Photos PhotosUI QuartzCore QuickLook RealityKit RunningBoardServices SafariServices SceneKit Security ShazamKit SkyLight
   Speech SpriteKit StoreKit SwiftData SwiftUI SwiftUICore TextInput TextInputUI UIFoundation UIKit UIKitCore
   UIKitServices UserNotifications VectorKit Vision WebCore WebKit WebKitLegacy WidgetKit XCTest XCTestCore`.split(
    /\s+/,
  ),
);

/** Whether a binary comes with the system. `base` is where it was mapped; null where nobody knows. */
export function isSystemImage(name: string | null, base: bigint | null, arch: Arch | null): boolean {
  const intel = arch === 'x86_64' || arch === 'x86_64h' || arch === 'i386';
  if (base !== null && base >= (intel ? CACHE_INTEL : CACHE_ARM)) return true;
  return name !== null && (FRAMEWORKS.has(name) || LIBRARIES.test(name));
}
