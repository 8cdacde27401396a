/**
 * Model codes as people know them: `iPhone16,1` → `iPhone 15 Pro`. Only codes that are public beyond doubt; any other stays
 * a code, which is right where a name might be wrong.
 */

/** Family, then its names with the numbers behind the family; a range stands for models that differ in radio or memory. */
const MODELS = `
iPhone: 1,1 iPhone | 1,2 iPhone 3G | 2,1 iPhone 3GS | 3,1-3 iPhone 4 | 4,1 iPhone 4s | 5,1-2 iPhone 5 | 5,3-4 iPhone 5c
iPhone: 6,1-2 iPhone 5s | 7,1 iPhone 6 Plus | 7,2 iPhone 6 | 8,1 iPhone 6s | 8,2 iPhone 6s Plus | 8,4 iPhone SE
iPhone: 9,1 iPhone 7 | 9,3 iPhone 7 | 9,2 iPhone 7 Plus | 9,4 iPhone 7 Plus | 10,1 iPhone 8 | 10,4 iPhone 8
iPhone: 10,2 iPhone 8 Plus | 10,5 iPhone 8 Plus | 10,3 iPhone X | 10,6 iPhone X | 11,2 iPhone XS | 11,4 iPhone XS Max
iPhone: 11,6 iPhone XS Max | 11,8 iPhone XR | 12,1 iPhone 11 | 12,3 iPhone 11 Pro | 12,5 iPhone 11 Pro Max
iPhone: 12,8 iPhone SE (2nd generation) | 13,1 iPhone 12 mini | 13,2 iPhone 12 | 13,3 iPhone 12 Pro
iPhone: 13,4 iPhone 12 Pro Max | 14,2 iPhone 13 Pro | 14,3 iPhone 13 Pro Max | 14,4 iPhone 13 mini | 14,5 iPhone 13
iPhone: 14,6 iPhone SE (3rd generation) | 14,7 iPhone 14 | 14,8 iPhone 14 Plus | 15,2 iPhone 14 Pro
iPhone: 15,3 iPhone 14 Pro Max | 15,4 iPhone 15 | 15,5 iPhone 15 Plus | 16,1 iPhone 15 Pro | 16,2 iPhone 15 Pro Max
iPhone: 17,1 iPhone 16 Pro | 17,2 iPhone 16 Pro Max | 17,3 iPhone 16 | 17,4 iPhone 16 Plus | 17,5 iPhone 16e
iPhone: 18,1 iPhone 17 Pro | 18,2 iPhone 17 Pro Max | 18,3 iPhone 17 | 18,4 iPhone Air
iPod: 1,1 iPod touch | 2,1 iPod touch (2nd generation) | 3,1 iPod touch (3rd generation) | 4,1 iPod touch (4th generation)
iPod: 5,1 iPod touch (5th generation) | 7,1 iPod touch (6th generation) | 9,1 iPod touch (7th generation)
iPad: 1,1 iPad | 2,1-4 iPad 2 | 2,5-7 iPad mini | 3,1-3 iPad (3rd generation) | 3,4-6 iPad (4th generation)
iPad: 4,1-3 iPad Air | 4,4-6 iPad mini 2 | 4,7-9 iPad mini 3 | 5,1-2 iPad mini 4 | 5,3-4 iPad Air 2
iPad: 6,3-4 iPad Pro 9.7-inch | 6,7-8 iPad Pro 12.9-inch | 6,11-12 iPad (5th generation)
iPad: 7,1-2 iPad Pro 12.9-inch (2nd generation) | 7,3-4 iPad Pro 10.5-inch | 7,5-6 iPad (6th generation)
iPad: 7,11-12 iPad (7th generation) | 8,1-4 iPad Pro 11-inch | 8,5-8 iPad Pro 12.9-inch (3rd generation)
iPad: 8,9-10 iPad Pro 11-inch (2nd generation) | 8,11-12 iPad Pro 12.9-inch (4th generation)
iPad: 11,1-2 iPad mini (5th generation) | 11,3-4 iPad Air (3rd generation) | 11,6-7 iPad (8th generation)
iPad: 12,1-2 iPad (9th generation) | 13,1-2 iPad Air (4th generation) | 13,4-7 iPad Pro 11-inch (3rd generation)
iPad: 13,8-11 iPad Pro 12.9-inch (5th generation) | 13,16-17 iPad Air (5th generation) | 13,18-19 iPad (10th generation)
iPad: 14,1-2 iPad mini (6th generation) | 14,3-4 iPad Pro 11-inch (4th generation)
iPad: 14,5-6 iPad Pro 12.9-inch (6th generation) | 14,8-9 iPad Air 11-inch (M2) | 14,10-11 iPad Air 13-inch (M2)
iPad: 15,3-4 iPad Air 11-inch (M3) | 15,5-6 iPad Air 13-inch (M3) | 15,7-8 iPad (A16) | 16,1-2 iPad mini (A17 Pro)
iPad: 16,3-4 iPad Pro 11-inch (M4) | 16,5-6 iPad Pro 13-inch (M4)
Watch: 1,1-2 Apple Watch (1st generation) | 2,6-7 Apple Watch Series 1 | 2,3-4 Apple Watch Series 2
Watch: 3,1-4 Apple Watch Series 3 | 4,1-4 Apple Watch Series 4 | 5,1-4 Apple Watch Series 5 | 5,9-12 Apple Watch SE
Watch: 6,1-4 Apple Watch Series 6 | 6,6-9 Apple Watch Series 7 | 6,10-13 Apple Watch SE (2nd generation)
Watch: 6,14-17 Apple Watch Series 8 | 6,18 Apple Watch Ultra | 7,1-4 Apple Watch Series 9 | 7,5 Apple Watch Ultra 2
Watch: 7,8-11 Apple Watch Series 10
AppleTV: 2,1 Apple TV (2nd generation) | 3,1-2 Apple TV (3rd generation) | 5,3 Apple TV HD | 6,2 Apple TV 4K
AppleTV: 11,1 Apple TV 4K (2nd generation) | 14,1 Apple TV 4K (3rd generation)
AudioAccessory: 1,1-2 HomePod | 5,1 HomePod mini | 6,1 HomePod (2nd generation)
RealityDevice: 14,1 Apple Vision Pro
MacBook: 8,1 MacBook 12-inch (2015) | 9,1 MacBook 12-inch (2016) | 10,1 MacBook 12-inch (2017)
MacBookAir: 7,1 MacBook Air 11-inch (2015) | 7,2 MacBook Air 13-inch (2015 or 2017) | 8,1 MacBook Air (2018)
MacBookAir: 8,2 MacBook Air (2019) | 9,1 MacBook Air (2020) | 10,1 MacBook Air (M1)
MacBookPro: 11,4-5 MacBook Pro 15-inch (2015) | 12,1 MacBook Pro 13-inch (2015) | 13,1-2 MacBook Pro 13-inch (2016)
MacBookPro: 13,3 MacBook Pro 15-inch (2016) | 14,1-2 MacBook Pro 13-inch (2017) | 14,3 MacBook Pro 15-inch (2017)
MacBookPro: 15,1 MacBook Pro 15-inch (2018 or 2019) | 15,2 MacBook Pro 13-inch (2018 or 2019)
MacBookPro: 15,3 MacBook Pro 15-inch (2018 or 2019) | 15,4 MacBook Pro 13-inch (2019) | 16,1 MacBook Pro 16-inch (2019)
MacBookPro: 16,2-3 MacBook Pro 13-inch (2020) | 16,4 MacBook Pro 16-inch (2019) | 17,1 MacBook Pro 13-inch (M1)
MacBookPro: 18,1-2 MacBook Pro 16-inch (2021) | 18,3-4 MacBook Pro 14-inch (2021)
Macmini: 7,1 Mac mini (2014) | 8,1 Mac mini (2018) | 9,1 Mac mini (M1)
iMac: 19,1 iMac 27-inch (2019) | 19,2 iMac 21.5-inch (2019) | 20,1-2 iMac 27-inch (2020) | 21,1-2 iMac 24-inch (M1)
iMacPro: 1,1 iMac Pro
MacPro: 6,1 Mac Pro (2013) | 7,1 Mac Pro (2019)
Mac: 13,1 Mac Studio (M1 Max) | 13,2 Mac Studio (M1 Ultra) | 14,2 MacBook Air 13-inch (M2) | 14,3 Mac mini (M2)
Mac: 14,5 MacBook Pro 14-inch (2023) | 14,9 MacBook Pro 14-inch (2023) | 14,6 MacBook Pro 16-inch (2023)
Mac: 14,10 MacBook Pro 16-inch (2023) | 14,7 MacBook Pro 13-inch (M2) | 14,8 Mac Pro (2023) | 14,12 Mac mini (M2 Pro)
Mac: 14,13 Mac Studio (M2 Max) | 14,14 Mac Studio (M2 Ultra) | 14,15 MacBook Air 15-inch (M2)
Mac: 15,3 MacBook Pro 14-inch (M3) | 15,4-5 iMac 24-inch (M3) | 15,6 MacBook Pro 14-inch (M3 Pro or Max)
Mac: 15,8 MacBook Pro 14-inch (M3 Pro or Max) | 15,10 MacBook Pro 14-inch (M3 Pro or Max)
Mac: 15,7 MacBook Pro 16-inch (M3 Pro or Max) | 15,9 MacBook Pro 16-inch (M3 Pro or Max)
Mac: 15,11 MacBook Pro 16-inch (M3 Pro or Max) | 15,12 MacBook Air 13-inch (M3) | 15,13 MacBook Air 15-inch (M3)
Mac: 15,14 Mac Studio (M3 Ultra) | 16,1 MacBook Pro 14-inch (M4) | 16,2-3 iMac 24-inch (M4)
Mac: 16,5 MacBook Pro 16-inch (M4 Pro or Max) | 16,7 MacBook Pro 16-inch (M4 Pro or Max)
Mac: 16,6 MacBook Pro 14-inch (M4 Pro or Max) | 16,8 MacBook Pro 14-inch (M4 Pro or Max) | 16,9 Mac Studio (M4 Max)
Mac: 16,10 Mac mini (M4) | 16,11 Mac mini (M4 Pro) | 16,12 MacBook Air 13-inch (M4) | 16,13 MacBook Air 15-inch (M4)
VirtualMac: 2,1 Virtual Mac
`;

/** What simulators of older systems name as their model. */
const SIMULATORS: ReadonlySet<string> = new Set(['arm64', 'x86_64', 'i386']);

function readTable(table: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of table.trim().split('\n')) {
    const [family = '', entries = ''] = line.split(': ');
    for (const entry of entries.split(' | ')) {
      const [, generation = '', first = '', last = first, name = ''] =
        /^(\d+),(\d+)(?:-(\d+))? (.+)$/.exec(entry) ?? [];
      for (let model = Number(first); model <= Number(last); model++)
        names.set(`${family}${generation},${model}`, name);
    }
  }
  return names;
}

const NAMES = readTable(MODELS);

/** The name under which a device was sold, for a model code of a report; the code itself where that is not known. */
export function deviceName(model: string | null): string | null {
  if (model === null) return null;
  if (SIMULATORS.has(model)) return 'Simulator';
  return NAMES.get(model) ?? model;
}
