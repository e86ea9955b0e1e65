extension Configuration {
    /// The refundry.yaml that `init` writes: every setting with its default, every line commented out but
    /// `home_number`. Lines that begin with `##` are explanation and stay comments when the others are uncommented.
    package static func template(homeNumber: Int) -> String {
        [general(homeNumber), defaultsOfAccounts, accountsAndChannels].joined(separator: "\n")
    }

    private static func general(_ homeNumber: Int) -> String {
        """
        ## refundry.yaml: every setting with its default. To change one, remove the `# ` before its
        ## line and before the headings it stands under. The next command that writes records the new file's digest.

        home_number: \(homeNumber)                # the first digits of every refund_id; never change it once there is a refund
        # timezone: Asia/Shanghai         # of dates without offset, of days in reports
        # settle_seconds: 5               # a file in a drop folder must have stood still for so long
        # busy_seconds: 10                # how long a locked ledger is waited for before exit 75
        # encoding: auto                  # auto | gb18030 (orders files with creditor names)
        # distinct_logins: false          # true: an approver needs another login of the system than the maker
        # language: both                  # en | zh | both: what people read
        # limits:                         # of one file; above them it is refused as FILE_UNSAFE
        #   inflated_bytes: 2147483648
        #   ratio: 200                    # inflated bytes for each compressed one, after the first MiB
        #   records: 20000000
        #   record_bytes: 65536
        #   field_bytes: 4096
        #   xml_depth: 16
        #   xml_attributes: 64            # of one start tag
        #   xml_tag_bytes: 16384          # of one start tag

        """
    }

    private static let defaultsOfAccounts = """
        # defaults:                       # of every account; an account needs no entry of its own
        #   policy: accept-good           # accept-good | all-or-nothing | tolerance
        #   tolerance: {rows: 0.05, money: 0.05}  # shares of rejected rows and money that policy tolerance bears
        #   approval: none                # none | one | two persons other than the maker
        #   above: {}                     # {USD: "10000.00", "*": "5000"}: a batch with more needs one approval more; "*": other currencies
        #   review_warnings: false        # true: refunds with a warning wait for an approval, the others don't
        #   cooling_minutes: 0            # how long a batch rests, to be taken back, before it leaves
        #   require_count: false          # true: a refund batch must declare its count
        #   reasons: []                   # texts without the warning REASON_UNKNOWN; none: all
        #   funds: {}                     # {USD: on}
        #   funds_order: acceptance       # acceptance | smallest_first
        #   funds_looks: ["08:00", "12:00", "17:00", "22:00"]
        #   funds_days: 30                # how long a refund without cover waits
        ##   profile: NAME                # batches in a layout of your own: see profiles/ in the README; none: native

        """

    private static let accountsAndChannels = """
        # accounts:
        #   "995378":                     # a name is 1-32 of [A-Za-z0-9_-], quoted; an example, not in force
        #     approval: one
        #     terminals: {"99537801": {channel: card}}

        # channels:
        #   default: {layout: native-csv} # always there; all other settings by default
        #   card:                         # a name is 1-32 of [a-z0-9_-]; an example, not in force
        #     layout: native-csv          # native-csv | native-xml | profile | iso20022
        ##     profile: NAME              # with layout: profile, of profiles/<name>.yaml or mercadopago; beside a native layout its results only
        ##    with layout: iso20022 (pain.001 out; pain.002, camt.054 and camt.053 in), beside debtor all by default:
        ##    debtor: {name: "Refund Platform GmbH", account: DE89370400440532013000, agent: COBADEFFXXX}
        ##    message: pain.001.001.09    # pain.001.001.03 | pain.001.001.09 | pain.001.001.11
        ##    missing_agent: omit         # omit | NOTPROVIDED: a creditor's missing BIC
        ##    group_control_sum: true     # false: no CtrlSum in the group header
        ##    charset: sepa               # sepa | ascii | utf-8: letters of names and remarks
        ##    service_level: SEPA         # "": none; default: SEPA for EUR, none for the rest
        ##    charge_bearer: SLEV         # SLEV | SHAR | DEBT | CRED; default: SLEV for EUR, SHAR for the rest
        ##    batch_booking: true         # default: not written
        ##    unlisted: pending           # pending | success: what a partly accepted payment (PART) doesn't list
        ##    statements: false           # true: camt.053 or camt.054 come, and the booked entry says what was paid
        ##    paid_statuses: [ACCC]       # of ACSC, ACCC: what counts as paid; default: [ACCC], or [] with statements: true
        ##    schema: schemas             # an .xsd or a folder of them: what is written and read is validated by them
        #     timezone: Asia/Shanghai     # default: the home's
        #     calendar: none              # none: every day; cn, target2, uk, us-fed, or <name> of your calendars/<name>.yaml
        #     cutoffs: []                 # ["16:00"]; none: always due
        #     max_age_days: 365           # of an order that is refunded
        #     max_refunds: 50             # of one order
        #     overdue_business_days: 10   # without an answer
        #     late_pending_business_days: 1  # longer without a hold and not sent: reports ageing lists it
        #     exponents: {}               # {CLP: 2}: decimals that differ from ISO 4217
        #     max_rows: 0                 # of one file; 0: no limit
        #     max_money: {}               # {USD: "100000.00"}: of one file
        #     max_money_day: {}           # the same of one day
        ##    fees: what the channel charges, by currency ("*": all others), on: submission or success, from a day on if one stands there:
        ##    [{on: submission, currency: USD, fixed: "0.30", share: "0.015"}, {on: success, currency: "*", share: "0.02", from: 2026-10-01}]
        #     fees: []                    # only reported, never taken out of a refund
        #     query_numbers: false        # true: ageing also lists what succeeded and has none

        """
}
