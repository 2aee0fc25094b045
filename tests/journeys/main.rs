//! Stories, told through the command list.

mod whole_path;
