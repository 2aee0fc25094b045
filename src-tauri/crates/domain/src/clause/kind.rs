//! What kind of work a service is, so that a letter carries the clauses that work needs.

/// What kind of work a service is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ServiceKind {
    /// Keeping the books.
    Bookkeeping,
    /// Pay, its taxes and filings.
    Payroll,
    /// Preparing income or company tax returns.
    Tax,
    /// Sales tax, VAT or GST returns.
    SalesTax,
    /// Preparing financial statements without a report (AR-C section 70).
    Preparation,
    /// Compiling financial statements with a report (AR-C section 80, CSRS 4200, APES 315).
    Compilation,
    /// Reviewing financial statements with limited assurance (AR-C section 90).
    Review,
    /// Year-end accounts.
    Accounts,
    /// Company secretarial work.
    Secretarial,
    /// Consulting, part-time finance director.
    Advisory,
    /// Anything else.
    Other,
}

impl ServiceKind {
    /// Every kind, in the order of a form.
    pub const ALL: [ServiceKind; 11] = [
        ServiceKind::Bookkeeping,
        ServiceKind::Payroll,
        ServiceKind::Tax,
        ServiceKind::SalesTax,
        ServiceKind::Preparation,
        ServiceKind::Compilation,
        ServiceKind::Review,
        ServiceKind::Accounts,
        ServiceKind::Secretarial,
        ServiceKind::Advisory,
        ServiceKind::Other,
    ];

    /// The name on the wire and in the book.
    pub fn as_str(self) -> &'static str {
        match self {
            ServiceKind::Bookkeeping => "bookkeeping",
            ServiceKind::Payroll => "payroll",
            ServiceKind::Tax => "tax",
            ServiceKind::SalesTax => "sales_tax",
            ServiceKind::Preparation => "preparation",
            ServiceKind::Compilation => "compilation",
            ServiceKind::Review => "review",
            ServiceKind::Accounts => "accounts",
            ServiceKind::Secretarial => "secretarial",
            ServiceKind::Advisory => "advisory",
            ServiceKind::Other => "other",
        }
    }

    /// The kind with this name on the wire.
    pub fn parse(name: &str) -> Option<ServiceKind> {
        ServiceKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The kind in words, as a list shows it.
    pub fn words(self) -> &'static str {
        match self {
            ServiceKind::Bookkeeping => "Bookkeeping",
            ServiceKind::Payroll => "Payroll",
            ServiceKind::Tax => "Tax returns",
            ServiceKind::SalesTax => "Sales tax, VAT or GST returns",
            ServiceKind::Preparation => "Preparing financial statements",
            ServiceKind::Compilation => "Compiling financial statements",
            ServiceKind::Review => "Reviewing financial statements",
            ServiceKind::Accounts => "Year-end accounts",
            ServiceKind::Secretarial => "Company secretarial work",
            ServiceKind::Advisory => "Advice and consulting",
            ServiceKind::Other => "Other work",
        }
    }
}
