// Dates as Google Sheets counts them: days since 30 December 1899.

import TextFormats

extension CivilDate {
  /// The number of days from 30 December 1899 to 1 January 1970.
  private static let serialOf1970 = 25_569

  /// The serial number of the date in a sheet; 1 January 1900 is 2, 1 January 2020 is 43,831.
  var serial: Int { daysSince1970 + Self.serialOf1970 }

  /// Creates a date from its serial number in a sheet.
  init(serial: Int) { self.init(daysSince1970: serial - Self.serialOf1970) }

  /// The names of the months, January first.
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  /// The lowercase names of the months, January first.
  static let lowercasedMonths = months.map { $0.lowercased() }
  /// The names of the weekdays by serial number modulo 7.
  static let weekdays = ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
}
