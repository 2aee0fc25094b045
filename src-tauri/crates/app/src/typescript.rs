//! The command list as TypeScript, for the window and for `quittance-cli list`.

use std::any::TypeId;
use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands::COMMANDS;

/// The types met so far, by name, each with its declaration.
#[derive(Default)]
pub struct Types {
    declared: BTreeMap<String, String>,
    seen: Vec<TypeId>,
}

impl Types {
    fn config() -> Config {
        Config::new().with_large_int("number")
    }

    /// Declares `T` and all it uses; returns the name by which it is used.
    pub fn declare<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&Types::config())
    }

    /// The declarations by name.
    pub fn into_declarations(self) -> BTreeMap<String, String> {
        self.declared
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        let config = Types::config();
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(&config));
            self.declared.insert(T::ident(&config), declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The text of `ui/src/backend/generated.ts`.
pub fn generated() -> String {
    let mut types = Types::default();
    types.declare::<crate::failure::Failure>();
    types.declare::<crate::command::Undo>();
    let mut lines = String::new();
    for command in COMMANDS {
        let (question, answer) = (command.shape)(&mut types);
        lines.push_str(&format!(
            "  /** {} */\n  '{}': {{ question: {question}; answer: {answer} }};\n",
            command.about, command.name
        ));
    }
    let mut text = String::from(
        "// Written by the program from its command list; change that instead.\n\n\
         /** Every command: what it asks and what it answers. */\n\
         export interface Commands {\n",
    );
    text.push_str(&lines);
    text.push_str("}\n\n/** A part of the books that answers are kept by. */\nexport type Tag = ");
    let tags: Vec<String> =
        crate::command::Tag::ALL.iter().map(|t| format!("'{}'", t.name())).collect();
    text.push_str(&tags.join(" | "));
    text.push_str(";\n");
    for declaration in types.declared.values() {
        text.push('\n');
        text.push_str(declaration);
    }
    text
}
