/// The inputs with their canaries.
enum CanaryInputs {
    private static let orderColumns =
        "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime"

    static let orders = """
        #source={orders.directive}
        #key={orders.secret_unknown}
        \(orderColumns),payment_method,channel,acquirer_reference,creditor_name,creditor_account,creditor_agent,note {orders.header},remark
        261002103015123456701,995378,99537801,A-1,USD,120.00,success,2026-10-02 10:30:15,visa {orders.payment_method},,,,,,{orders.secret_unknown},{orders.unknown}
        261002103015123456702,995378,99537801,{orders.order_number},USD,120.00,success,2026-10-02 10:30:15,,,{orders.acquirer_reference},Li {orders.creditor_name},{orders.creditor_account},,,
        261002103015123456703,995378,99537801,A-3,USD,120.00,success,2026-10-02 10:30:15,,,,{orders.secret_name},{orders.secret_account},{orders.secret_agent},,
        261002103015123456704,995378,99537801,A-4,USD,120.00,success,2026-10-02 10:30:15,,,,,,,,
        261002103015123456705,995378,99537801,A-5,USD,{orders.amount},success,2026-10-02 10:30:15,,,,,,,,
        261002103015123456706,995378,99537801,A-6,{orders.currency},1,success,2026-10-02 10:30:15,,,,,,,,
        261002103015123456707,995378,99537801,A-7,USD,1,{orders.status},2026-10-02 10:30:15,,,,,,,,
        261002103015123456708,995378,99537801,A-8,USD,1,success,{orders.time},,,,,,,,
        261002103015123456709,995378,99537801,A-9,USD,1,success,2026-10-02 10:30:15,,{orders.channel_name},,,,,,
        261002103015123456710,995378,99537801,A-10,USD,1,,2026-10-02 10:30:15,,,,,,,,{orders.rejected_unknown}
        261002103015123456711,995378,99537801,{orders.rejected_number},USD,1,,2026-10-02 10:30:15,,,,,{orders.rejected_account},,,
        261002103015123456712,995378,99537801,A-12,USD,1,,2026-10-02 10:30:15,,,,,{orders.secret_rejected},,,
        261002103015123456713,995378,99537801,A-13,USD,1,success,2026-10-02 10:30:15,,,,,{orders.secret_long_account}\(String(repeating: "0", count: 250)),,,
        261002103015123456714,995378,99537801,A-14,USD,1,success,2026-10-02 10:30:15,,,,,,,,,{orders.beyond}

        """

    static let headlessOrders = """
        261002103015123456721,995378,99537801,A-21,{orders.headless},120.00,{orders.secret_headless},2026-10-02 10:30:15

        """

    /// Comes in UTF-16.
    static let wideOrders = """
        \(orderColumns),remark
        261002103015123456723,995378,99537801,A-23,USD,1,,2026-10-02 10:30:15,{orders.utf16}

        """

    static let brokenOrders = """
        \(orderColumns),remark
        261002103015123456722,995378,99537801,A-22,USD,1,success,2026-10-02 10:30:15,"{orders.broken} {orders.secret_broken}

        """

    static let orderXML = """
        <?xml version="1.0"?><?robot {orders.xml_instruction}?><!-- {orders.xml_comment} {orders.secret_comment} -->
        <orders source="{orders.xml_attribute}" key="{orders.secret_attribute}"><order>
        <payment_id>261002103015123456731</payment_id><account>995378</account><terminal>99537801</terminal>
        <order_number>A-31</order_number><order_currency>USD</order_currency><order_amount>1.00</order_amount>
        <payment_status>success</payment_status><payment_datetime>2026-10-02 10:30:15</payment_datetime>
        <remark>{orders.xml_unknown}</remark><key>{orders.secret_element}</key><x{=orders.xml_element}/>
        </order></orders>
        """

    static let foreignXML = "<x{=orders.xml_root}><order/></x{=orders.xml_root}>"
    static let brokenXML = "<orders><a{=orders.xml_broken}></b></orders>"

    static let batch = """
        #batch_number={batch.batch_number}
        #x{=batch.key}=1
        #source={batch.directive}
        #key={batch.secret_directive}
        refund_number,payment_id,order_number,refund_type,refund_amount,refund_currency,refund_description,note {batch.header},remark
        R-1,261002103015123456701,,,1.00,,{batch.secret_description},{batch.secret_unknown},{batch.unknown}
        {batch.refund_number},261002103015123456701,,,1.00,,,,
        R-3,261002103015123456701,,,1.00,,paid with {batch.description} on the web,,
        R-4,261002103015123456701,,,{batch.amount},,,,
        R-5,261002103015123456701,,,1.00,{batch.currency},,,
        R-6,261002103015123456701,,{batch.type},1.00,,,,
        R-7,261002103015123456701,,,,,,{batch.secret_rejected},{batch.rejected_unknown}
        R-8,,{batch.order_number},,1.00,,,,
        {batch.rejected_number},261002103015123456701,,,,,,,
        R-10,261002103015123456701,,,1.00,,,,,{batch.beyond}
        R-11,261002103015123456702,,,1.00,,,,
        R-12,261002103015123456703,,,1.00,,,,
        R-13,261002103015123456704,,,1.00,,,,
        #seal={batch.trailer}

        """

    private static let short = "refund_number,payment_id,refund_amount"

    /// Each is refused.
    static let refusedBatches = [
        "#account={batch.account}\n\(short)\nT-1,261002103015123456701,1\n",
        "#count={batch.count}\n\(short)\nT-2,261002103015123456701,1\n",
        "#total={batch.total}\n\(short)\nT-3,261002103015123456701,1\n",
        "#batch_number=W1\n#batch_number={batch.conflict}\n\(short)\nT-4,261002103015123456701,1\n",
        "\(short),{batch.twice},{batch.twice}\nT-5,261002103015123456701,1\n",
        "\(short),refund_{=batch.misspelt}\nT-6,261002103015123456701,1\n",
        "\(short),remark\nT-7,261002103015123456701,1,\"{batch.broken} {batch.secret_broken}\n",
    ]

    static let batchXML = """
        <?xml version="1.0"?><!-- {batch.xml_comment} {batch.secret_comment} -->
        <refund_batch source="{batch.xml_attribute}" key="{batch.secret_attribute}"><refund>
        <refund_number>X-1</refund_number><payment_id>261002103015123456704</payment_id><refund_amount>1.00</refund_amount>
        <remark>{batch.xml_unknown}</remark></refund><refund><refund_number>X-2</refund_number>
        <payment_id>261002103015123456704</payment_id><refund_amount>1.00</refund_amount>
        <refund_description><![CDATA[{batch.xml_cdata}]]></refund_description></refund></refund_batch>
        """

    /// Refunds 1 to 5 were sent as R-1, the card's, R-11, R-12, R-13.
    static let results = """
        #source={results.directive}
        #key={results.secret_directive}
        refund_id,result,refund_amount,refund_currency,query_number,bank_reference,reason_code,reason,processed_at,remark,key
        41700000000011,failed,,,,{results.bank_reference},{results.reason_code},no card {results.reason},,{results.unknown},{results.secret_unknown}
        41700000000020,success,1.00,USD,{results.query_number},,,,,,
        41700000000038,failed,,,,,AC04,{results.secret_reason},,,
        41700000000046,success,{results.amount},USD,,,,,{results.processed_at},,
        41700000000046,success,1.00,{results.currency},,,,,,,
        41700000000046,{results.result},1.00,USD,,,,,,,
        {results.refund_id},success,1.00,USD,,,,,,,
        41700000000011,success,1.00,USD,,,,{results.late_reason},,,

        """

    static let foreignResults =
        "#submission_id={results.submission}\nrefund_id,result\n41700000000011,pending\n"

    static let resultXML = """
        <?xml version="1.0"?><!-- {results.xml_comment} {results.secret_comment} --><result><refund>
        <refund_id>41700000000046</refund_id><result>pending</result></refund></result>
        """
}
