//! Who agrees, what is done and what is not.

use super::super::ServiceKind::{
    Accounts, Advisory, Bookkeeping, Compilation, Payroll, Preparation, Review, SalesTax,
    Secretarial, Tax,
};
use super::super::{Clause, core, work};

pub(super) const CLAUSES: [Clause; 16] = [
    core(
        "PART",
        "The parties",
        "This agreement is between {practice_name} (\"we\") and {client_name} (\"you\"). You \
         are our only client under it. We do not act for your owners, officers or their \
         families, unless they sign a letter of their own.",
    ),
    core(
        "SCOPE",
        "The work",
        "We do the work listed in the fee table, at the times stated there and in the way this \
         section describes. We carry out no audit. We give no assurance, unless this section says \
         so.",
    ),
    work(
        &[Bookkeeping],
        "SCOPE/bookkeeping",
        "How we keep the books",
        "We record your transactions from your bank feeds and documents, on the {books_basis}. \
         We reconcile the bank and card accounts, make the adjusting entries, and close each month \
         by the {close_day} of the next. A bank feed can lose or repeat entries, so we compare it \
         with the statement before we close. Books of periods before the start have a fee of their \
         own. You approve and release every payment. We cannot release money and will not ask for \
         the means to do so.",
    ),
    work(
        &[Payroll],
        "SCOPE/payroll",
        "How we run payroll",
        "We calculate pay {pay_frequency} from the hours and changes you send us. We prepare \
         payslips, tax payments and the filings to the authorities, and file them for you. We \
         apply court orders and other deductions from the day you send them to us. You pay \
         wages, taxes and contributions from your own account. We correct our own errors at our \
         cost.",
    ),
    work(
        &[Tax],
        "SCOPE/tax",
        "How we prepare tax returns",
        "We prepare {tax_forms} for {taxpayers} for {tax_year}. We file each return when you have \
         reviewed it and told us in writing to file. More time to file does not give more time to \
         pay.",
    ),
    work(
        &[SalesTax],
        "SCOPE/sales_tax",
        "How we prepare returns of tax on sales",
        "We prepare the returns from your records and tell you what is due and by when. We file \
         each one when you have approved it. You pay the tax.",
    ),
    work(
        &[Preparation],
        "SCOPE/preparation",
        "Preparing financial statements",
        "We prepare {statements} for {period} under {framework}, from the records you keep and \
         the information you give us. We issue no report on them and give no assurance. Each \
         page says so.",
    ),
    work(
        &[Compilation],
        "SCOPE/compilation",
        "Compiling financial statements",
        "We help you to prepare and present {statements} for {period} under {framework}. We put \
         your information into that form without verifying it. We give no opinion and no \
         assurance. We issue a compilation report that says so. If something in the statements \
         looks wrong or misleading, we tell you. If it stays so, we withdraw and say why.",
    ),
    work(
        &[Review],
        "SCOPE/review",
        "Reviewing financial statements",
        "We review {statements} for {period} under {framework}. A review consists mainly of \
         questions to you and of analysis. It gives limited assurance, which is much less than \
         an audit gives. Our report says whether we have learned of a material change the \
         statements need. It may differ from the usual form, and we tell you first if it will.",
    ),
    work(
        &[Accounts],
        "SCOPE/accounts",
        "How we prepare the accounts",
        "We prepare your accounts for {period} under {framework}, from your records, for you to \
         approve. We propose the adjustments and explain the main ones.",
    ),
    work(
        &[Secretarial],
        "SCOPE/secretarial",
        "How we keep the company's records",
        "We keep your statutory registers from what you tell us. We prepare the yearly company \
         return and the forms for changes you tell us about, and file them when you have \
         approved them. You tell us of a change within 5 business days, so that it is filed in \
         time.",
    ),
    work(
        &[Advisory],
        "SCOPE/advisory",
        "How we advise",
        "We study what you tell us and show us, explain what we find, and recommend. You decide \
         and carry out. A forecast rests on what you tell us and on assumptions that it states. \
         Events may turn out otherwise, and we promise no result. Advice holds on its date, and we \
         bring it up to date when you ask.",
    ),
    core(
        "EXCL",
        "What is not included",
        "Only the work listed in the fee table is included. In particular we do not represent you \
         in a dispute with an authority, and do not correct the work of others. We will gladly \
         quote for either.",
    ),
    work(
        &[Payroll],
        "EXCL/payroll",
        "Not part of payroll",
        "We do not advise on employment law, benefits or the right to work, and do not decide who \
         is your employee.",
    ),
    work(
        &[Tax],
        "EXCL/tax",
        "Not part of the tax work",
        "Unless the fee table names it, the tax work does not include returns for other persons, \
         years or places, reports of accounts or assets abroad, tax planning, or answers to \
         notices, examinations and appeals. Each has a price of its own.",
    ),
    core(
        "ASSUME",
        "What the fees assume",
        "The fixed fees assume records that are complete and volumes like those you described \
         to us. If actual volumes stay above these for two months running, either of us may ask \
         for a new fee (`AMEND`).",
    ),
];
