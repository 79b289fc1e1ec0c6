/** Given names from many places. A large company has many of each. */
export const GIVEN_NAMES = (
  'Ada Aino Amara Anders Anika Aoife Bea Bruno Chidi Clara Dalia Davi Dmitri Elif Emre Esi Farah Felix Finn Gaia ' +
  'Greta Hana Hugo Ines Ivo Jada Jonas Kaito Kira Léa Lena Liv Luca Maeve Malik Mara Milo Mina Nadia Nia Noor ' +
  'Olek Oona Pia Priya Quinn Rafa Rosa Sana Sefa Søren Tala Theo Tova Uma Vera Yara Yuki Zane Zoë'
).split(' ');

/** A family name is one beginning and one end: "Ash" and "worth". None is meant to be anybody's. */
export const FAMILY_BEGINNINGS = (
  'Alder Amber Ash Birch Brack Bram Calder Cold Corn Dun Elder Elm Ever Fair Fern Gold Grey Hart Hawk Hazel Heath ' +
  'High Holt Kest Lang Lind Marl Mill Moor North Oak Penn Raven Red Rook Rösen Silver Stone Thorn Vester West Wild Wynd'
).split(' ');
export const FAMILY_ENDS = (
  'acre beck berg borne brook bury by combe croft dale den field ford gard gate ham holm hurst land leigh ley lund ' +
  'mark mead mere more ridge row shaw stead thorpe ton vale wall wick wood worth'
).split(' ');

/** What the departments on the second level are called, on the third, and on those further down. */
export const DEPARTMENT_NAMES = [
  (
    'Engineering|Sales|Marketing|Operations|Finance|People|Legal|Customer Support|Research|Manufacturing|Logistics|' +
    'Procurement|Quality|Information Technology|Facilities|Strategy'
  ).split('|'),
  (
    'Nordics|Iberia|Benelux|Alps|British Isles|Baltics|Balkans|Anatolia|Maghreb|Levant|Gulf|Sahel|Great Lakes|Cape|' +
    'Deccan|Mekong|Java|Yangtze|Kansai|Oceania|Andes|Pampas|Caribbean|Prairies|Pacific Coast|Atlantic Coast'
  ).split('|'),
  (
    'Planning|Platform|Projects|Analytics|Partners|Accounts|Training|Field Service|Tooling|Compliance|Design|' +
    'Automation|Security|Payments|Inventory|Onboarding|Reporting|Events|Content|Contracts|Maintenance|Testing|' +
    'Night Shift|Early Shift|Late Shift|Pilot Line'
  ).split('|'),
] as const;

export const INTEGRATIONS = (
  'Payroll|Badge doors|Intranet|Expense tool|Learning portal|Ticket desk|Data warehouse|Phone system|Wiki|' +
  'Shift planner|Fleet|Canteen'
).split('|');
