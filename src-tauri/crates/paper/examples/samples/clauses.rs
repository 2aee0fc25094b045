//! The clauses of a sample letter: a bakery in Oregon, invented like all its names.

/// A clause: id, heading, text.
pub(crate) type SampleClause = (&'static str, &'static str, &'static str);

/// Headings and their clauses.
pub(crate) const SECTIONS: &[(&str, &[SampleClause])] = &[
    (
        "The parties",
        &[(
            "PART",
            "The parties",
            "This agreement is between Halden Ledger Accounting LLC (“we”) and Alder Bakery \
                 LLC, an Oregon limited liability company taxed as an S corporation (“you”). You \
                 are our only client under it. We do not act for its members, Maya Alder and \
                 Jonas Alder, or their families, unless they sign a letter of their own.",
        )],
    ),
    (
        "What we will do",
        &[
            (
                "SCOPE",
                "Monthly bookkeeping",
                "We record your transactions on the accrual basis, reconcile two bank accounts \
                 and one card account, make adjusting entries, and close each month by the 15th \
                 of the next. We are not engaged to prepare, compile, review or audit financial \
                 statements, and give no assurance.",
            ),
            (
                "SCOPE/2",
                "Clean-up of earlier periods",
                "We bring the books for January to November 2026 to a state from which the tax \
                 return can be prepared. The fee assumes the volumes in `ASSUME`. If the records \
                 show more, we stop and agree a new fee first.",
            ),
            (
                "SCOPE/3",
                "Business tax returns",
                "We prepare Form 1120-S and Oregon Form OR-20-S, with Schedules K-1, for the \
                 company for tax year 2026. No other return is included, and the only state is \
                 Oregon. We file electronically once you have reviewed the return and signed the \
                 e-file authorization. An extension gives more time to file. It does not give \
                 more time to pay.",
            ),
            (
                "SCOPE/4",
                "Bill payment run, Option 2",
                "Each Thursday we prepare a payment batch of up to 40 bills a month. Maya Alder \
                 approves and releases every batch in your bank. We cannot release money and will \
                 not ask for the means to do so.",
            ),
            (
                "SCOPE/5",
                "Quarterly review meeting, Option 2",
                "Each calendar quarter we meet for up to 60 minutes to go through the figures, \
                 the tax estimate for the year and the decisions ahead. You receive a one-page \
                 note afterwards.",
            ),
            (
                "SCOPE/6",
                "Information returns, add-on",
                "We prepare and file Forms 1099-NEC from the payee details you give us, with a \
                 copy for each payee. The fee is per form; we expect 11.",
            ),
            (
                "EXCL",
                "What is not included",
                "Only the work listed above is included. In particular we do not provide: work on \
                 financial statements; personal returns of the members; payroll; sales or \
                 property tax; foreign reporting; representation in an examination; and answers \
                 to notices about earlier years. We will gladly quote for any of these.",
            ),
            (
                "ASSUME",
                "What the fees assume",
                "The fixed fees assume up to 180 transactions and 40 bills a month, two bank \
                 accounts, one card and no inventory count. If actual volumes stay above these \
                 for two months running, either may ask for a new fee (`AMEND`).",
            ),
        ],
    ),
    (
        "Who is responsible for what",
        &[
            (
                "RESP-C",
                "What you do",
                "You give us read access to your bank and card accounts by December 4, 2026; send \
                 bills, receipts and answers by the 5th of the next month; and send complete tax \
                 information by February 12, 2027. You keep original records, run your internal \
                 controls, make all management decisions, and name Maya Alder to review and \
                 approve our work.",
            ),
            (
                "RESP-F",
                "What we do",
                "We work with due professional care under the standards that bind us, including \
                 Circular 230 for tax matters. We answer your messages within two business days. \
                 We tell you at once of any error we find in a return, and its effect.",
            ),
            (
                "RELY",
                "We rely on your information",
                "We rely on what you give us and do not audit or verify it. Our work is not \
                 designed to find error, fraud or breach of law, though we will tell you of any \
                 we notice. You review each return before signing and are responsible for it. \
                 Where a position could draw a penalty, we explain and you decide.",
            ),
            (
                "DEADL",
                "When our deadlines start",
                "We meet a deadline when your information is complete four weeks before it. If it \
                 reaches us later, we may file an extension for you, and penalties and interest \
                 from late information are yours.",
            ),
        ],
    ),
    (
        "Fees",
        &[
            (
                "FEE",
                "Fees",
                "Our fees are those in the table for the option you accept, in US dollars. A \
                 fixed fee does not depend on hours. Fees are earned as the table says and are \
                 never contingent on a tax result.",
            ),
            (
                "FEE-OOS",
                "Work outside the scope",
                "Work you ask for beyond the scope is billed at $165.00 an hour, in quarter \
                 hours. You approve in advance up to $660.00 in any calendar quarter. Above that \
                 we ask first, in writing, and do not start without your yes.",
            ),
            (
                "FEE-REV",
                "Yearly price review",
                "On each December 1, starting a year after the agreement begins, recurring fees \
                 rise by 3.5%, rounded down to the whole dollar. We tell you the new figures at \
                 least 45 days before. A larger rise needs your consent under `AMEND`.",
            ),
            (
                "FEE-EXP",
                "Expenses",
                "We pass on filing fees and software bought for you at cost, with the receipt. \
                 Anything above $100.00 needs your approval first.",
            ),
            (
                "TAX",
                "Sales tax",
                "No sales tax applies to these services in Oregon today. If a tax on our services \
                 applies later, we add it from the date the law requires and show it on its own \
                 line.",
            ),
        ],
    ),
    (
        "Payment",
        &[
            (
                "PAY",
                "Payment",
                "We invoice on the dates in the fee table. Each invoice is due 14 days after its \
                 date. You keep a bank account on file, and we collect from it on the due date, \
                 so no one needs to chase. A payment counts when the money has settled.",
            ),
            (
                "PAY-AUTH",
                "Authorization to debit your bank account",
                "You authorize Halden Ledger Accounting LLC to debit your bank account on these \
                 terms. The authorization is recurring and runs until the agreement ends or you \
                 revoke it.\n- Account: The business account of Alder Bakery LLC that you \
                 connect, on our payment provider’s page, when you accept.\n- Amount: The amount \
                 of each invoice issued under this agreement, up to $3,000.00 for any one \
                 debit.\n- When: On an invoice’s due date, never sooner than 10 days after we \
                 send the invoice stating its amount and date. The first debit is on or after \
                 December 8, 2026.\n- Shown as: HALDEN LEDGER on your bank statement.\n- To \
                 revoke: Write to ruth@haldenledger.example or our postal address, at least 3 \
                 business days before a debit. Sums already owed remain payable.\n- Rules: You \
                 confirm that this is a business account and agree to be bound by the Nacha \
                 Rules. You receive a copy of this authorization with your signed letter.",
            ),
            (
                "PAY-FAIL",
                "If a payment fails",
                "If a debit is returned or a card declined, we tell you the reason the same day \
                 we learn it and how to put it right. We may try again twice within 10 days, on \
                 business days. We charge nothing for a failed payment.",
            ),
            (
                "PAY-LATE",
                "Late charges",
                "If an invoice is still unpaid 10 days after its due date, simple interest runs \
                 on the unpaid amount from the day after the due date at 12% a year (1% a month), \
                 counted by the day on a 365-day year, and never more than the law allows. It is \
                 not compounded. We send the working with any claim. No interest runs on an \
                 amount in good-faith dispute that is settled in your favor.",
            ),
            (
                "PAY-SUSP",
                "Pausing work",
                "If an undisputed invoice is 30 days late, we may pause work 10 days after \
                 telling you so in writing. We do not pause anything due to an authority within \
                 that time. Records you need to meet your tax obligations are returned on \
                 request, whatever is owed.",
            ),
            (
                "DISP",
                "Questions about an invoice",
                "Tell us within 15 days if you think an invoice is wrong, and why. We stop asking \
                 for the part in question, answer within two business days, and correct any error \
                 with a credit note. The rest stays due.",
            ),
        ],
    ),
    (
        "Changes and ending",
        &[
            (
                "AMEND",
                "Changing this agreement",
                "A change is made by a numbered amendment that we send you. A change that is no \
                 worse for you takes effect when we send it. One that is worse (a new or higher \
                 fee, earlier payment, less work) needs your consent. If you initial the notice \
                 box below, not objecting within 30 days of our notice is consent; we remind you \
                 halfway and on the day before, and you may switch this off at any time. Without \
                 your initials, silence is never consent. Amendments do not change what was \
                 already accepted; they are added to it.",
            ),
            (
                "TERM",
                "Start, length and ending",
                "The agreement starts on December 1, 2026 and runs for twelve months, then month \
                 to month. Either of us may end it by 30 days’ written notice, or at once for a \
                 serious breach, or where professional rules require. You pay for work done to \
                 the end date; recurring fees are counted by the day. We hand over work in \
                 progress and give your next accountant two hours’ help at no charge.",
            ),
        ],
    ),
    (
        "Records and confidence",
        &[
            (
                "OWN",
                "Who owns what",
                "Your records are yours. Returns, statements and schedules are yours once paid \
                 for. Our working papers, templates and methods are ours.",
            ),
            (
                "REC",
                "Keeping and returning records",
                "We keep copies of our work and of the records behind it for seven years after \
                 the period they concern, then destroy them securely. We return your original \
                 records when the work is done and on request, including while a fee is in \
                 dispute. You keep your own records as long as the law asks you to.",
            ),
            (
                "CONF",
                "Confidentiality",
                "We keep your information confidential and use it only for this work, unless you \
                 consent or the law requires otherwise. Tax return information is not disclosed \
                 or used for any other purpose without the separate written consent that federal \
                 rules prescribe. To recover a fee we disclose billing information only.",
            ),
            (
                "PRIV",
                "Personal information",
                "We protect personal information with safeguards that federal law requires of tax \
                 preparers, and tell you without delay of a breach that affects you. Our notice \
                 is at haldenledger.example/privacy.",
            ),
            (
                "SUB",
                "Helpers and where work is done",
                "We use no subcontractors. Ledger, document and payment software is hosted in the \
                 United States. We answer for their work as for our own. Before any tax return \
                 information leaves the United States we ask for your written consent.",
            ),
        ],
    ),
    (
        "Standing and limits",
        &[
            (
                "LIAB",
                "Limits on liability",
                "So far as law and professional standards allow, our total liability under this \
                 agreement is limited to the fees paid in the twelve months before the claim \
                 arose, and neither of us is liable for indirect loss. Nothing limits liability \
                 for fraud, willful misconduct or gross negligence. A claim must be brought \
                 within two years of the date on which it could first have been known.",
            ),
            (
                "THIRD",
                "No reliance by others",
                "Our work is for you. No one else may rely on it, and you do not give it to a \
                 lender or buyer as if we had audited or reviewed it.",
            ),
            (
                "CONFLICT",
                "Conflicts of interest",
                "If we find that our duties to you and to someone else collide, we tell you what \
                 we may and agree in writing how to go on, or withdraw. We take no commission on \
                 anything we recommend without telling you in writing first.",
            ),
            (
                "COMPL",
                "If you are unhappy",
                "Tell Ruth Halden. You have an answer within five business days. You may also \
                 write to the state board of accountancy.",
            ),
        ],
    ),
    (
        "Form of this agreement",
        &[
            (
                "LAW",
                "Law and disputes",
                "The law of Oregon governs. We try to settle a dispute by talking, then by \
                 mediation in Deschutes County, before going to its courts. Either of us may \
                 bring a small claim at once.",
            ),
            (
                "ECOM",
                "Electronic records and signatures",
                "You agree to receive this agreement, invoices and notices electronically and to \
                 sign by electronic means, and that an electronic signature made with intent to \
                 sign binds as ink does. You need an e-mail address and a program that opens PDF \
                 files. You may ask for paper free of charge, or withdraw this consent for the \
                 future, by writing to us. Each of us keeps a complete copy that can be \
                 reproduced.",
            ),
            (
                "NOTICE",
                "Notices",
                "A notice is in writing, to the e-mail or postal address in this letter or a \
                 later one given in writing. It counts from the next business day after an e-mail \
                 is sent without a failure message, or the third after posting.",
            ),
            (
                "ENTIRE",
                "Whole agreement",
                "This letter and its amendments are the whole agreement and replace earlier ones \
                 on the same subject. If they conflict, the later prevails.",
            ),
            (
                "SEVER",
                "Severability",
                "If a term is unlawful, it is applied as far as it lawfully can be, and the rest \
                 stands.",
            ),
            (
                "ASSIGN",
                "Transfer",
                "Neither of us may transfer this agreement without the other’s consent, except \
                 that we may, on 30 days’ notice, to a licensed successor who takes over our \
                 practice. You may then end it at once.",
            ),
        ],
    ),
];
