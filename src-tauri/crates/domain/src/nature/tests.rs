use super::*;

#[test]
fn every_nature_is_read_by_its_name_and_has_an_account_of_its_own() {
    let plain = ["fee", "interest", "transfer", "owner", "not_mine", "other"];
    let categories = Category::NAMES.iter().map(|(name, _)| format!("expense:{name}"));
    let names: Vec<String> =
        plain.iter().map(|name| (*name).to_owned()).chain(categories).collect();
    let mut accounts = Vec::new();
    for name in &names {
        let account = Nature::named(name).unwrap().account();
        assert!(!accounts.contains(&account), "{name} shares its account");
        assert_eq!(Account::parse(&account.to_string()), Some(account));
        accounts.push(account);
    }
    assert_eq!(Nature::named("expense"), Some(Nature::Expense(Category::Other)));
    assert_eq!(Nature::named("expense:gold"), None);
    assert_eq!(Nature::named(""), None);
}

#[test]
fn a_line_says_which_way_the_money_went() {
    assert_eq!(Nature::Owner.label(true), "The owner put in");
    assert_eq!(Nature::Owner.label(false), "The owner took out");
    assert_eq!(Nature::Expense(Category::Rent).label(false), "Rent");
}
