pub(crate) fn build(_app: &mut crate::App) -> Result<(), crate::failure::Failure> {
    Ok(())
}
