use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::money::Currency;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).unwrap()
}

#[test]
fn an_account_is_written_and_read_back() {
    let bank = Account::Bank(BankAccountId::from_uuid(Uuid::from_u128(7)));
    for account in [
        Account::Tax(Kind::Qst),
        Account::Receivable,
        Account::Undeposited,
        Account::LateOwed,
        Account::LateCharges,
        Account::LateWaived,
        Account::CardCosts,
        Account::NotFromClients,
        Account::Expense(Category::Rent),
        bank,
    ] {
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
    assert_eq!(invoice_issued(usd(100), &[]).len(), 1);
    assert_eq!(invoice_issued(usd(100), &[(Kind::Gst, usd(5)), (Kind::Qst, usd(10))]).len(), 3);
}

/// What transfers leave on each account.
fn held(transfers: &[Transfer]) -> Vec<Held> {
    let mut held: Vec<Held> = Vec::new();
    let mut add = |account: Account, amount: Money| match held
        .iter_mut()
        .find(|row| row.account == account)
    {
        Some(row) => row.balance = row.balance.plus(amount).unwrap(),
        None => held.push(Held { account, balance: amount }),
    };
    for one in transfers {
        add(one.debit, one.amount);
        add(one.credit, one.amount.negated());
    }
    held
}

proptest! {
    /// Rule 7: whatever is posted, both sides of the trial balance are equal.
    #[test]
    fn rule_7_whatever_happens_both_sides_of_the_trial_balance_are_equal(
        events in prop::collection::vec((0..5_u8, 1..1_000_000_i64, 0..200_000_i64), 0..60),
    ) {
        let bank = BankAccountId::from_uuid(Uuid::from_u128(7));
        let transfers: Vec<Transfer> = events.into_iter().flat_map(|(event, net, tax)| match event {
            0 => invoice_issued(usd(net), &[(Kind::Gst, usd(tax)), (Kind::Qst, usd(net))]),
            1 => invoice_credited(usd(net), &[(Kind::Vat, usd(tax))]),
            2 => payment_received(usd(net)).into_iter().chain(allocated(usd(net))).collect(),
            3 => written_off(usd(net)).into_iter().collect(),
            _ => banked(bank, usd(net))
                .into_iter()
                .chain(explained(bank, Nature::Interest, usd(-tax)))
                .collect(),
        }).collect();
        let shown = trial_balance(Currency::Usd, held(&transfers)).unwrap();
        prop_assert_eq!(shown.debits, shown.credits);
        prop_assert!(shown.rows.iter().all(|row| !row.balance.is_zero()));
    }
}

#[test]
fn balances_that_do_not_sum_to_zero_are_no_trial_balance() {
    let rows = vec![
        Held { account: Account::Receivable, balance: usd(500) },
        Held { account: Account::Revenue, balance: usd(-499) },
    ];
    let wrong = trial_balance(Currency::Usd, rows).unwrap_err().to_string();
    assert_eq!(wrong, "debits of 5.00 stand against credits of 4.99; the ledger is damaged");
}
