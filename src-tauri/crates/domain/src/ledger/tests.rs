use uuid::Uuid;

use super::*;
use crate::money::Currency;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

#[test]
fn an_account_is_written_and_read_back() {
    let bank = Account::Bank(BankAccountId::from_uuid(Uuid::from_u128(7)));
    for account in [Account::Receivable, Account::Undeposited, Account::NotFromClients, bank] {
        assert_eq!(Account::parse(&account.to_string()), Some(account));
    }
    assert_eq!(Account::parse("bank:nothing"), None);
}

/// Rule 7: every transfer moves a positive amount, whichever way the money went.
#[test]
fn a_transfer_is_positive_whichever_way_the_money_went() {
    let out = transfer(Account::Receivable, Account::Revenue, usd(-5)).unwrap();
    assert_eq!((out.debit, out.amount), (Account::Revenue, usd(5)));
    assert_eq!(transfer(Account::Receivable, Account::Revenue, usd(0)), None);
}

#[test]
fn an_invoice_without_tax_makes_one_transfer() {
    assert_eq!(invoice_issued(usd(100), usd(0)).len(), 1);
    assert_eq!(invoice_issued(usd(100), usd(20)).len(), 2);
}
