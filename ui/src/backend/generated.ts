// Written by the program from its command list; change that instead.

/** Every command: what it asks and what it answers. */
export interface Commands {
  /** Which book is open and where books live. */
  'books.status': { question: Nothing; answer: BooksStatus };
  /** Makes the user's own book. */
  'books.create': { question: CreateBooks; answer: BooksStatus };
  /** Opens a book. */
  'books.open': { question: OpenBooks; answer: BooksStatus };
  /** Moves the open book to another folder. */
  'books.move': { question: MoveBooks; answer: BooksStatus };
  /** Makes a backup beside the book and reads it back. */
  'books.backup': { question: Nothing; answer: BackupMade };
  /** Checks the journal chain, the ledger, numbers and balances. */
  'books.verify': { question: Nothing; answer: Verified };
  /** Builds the sample practice and opens it. */
  'sample.create': { question: Nothing; answer: BooksStatus };
  /** Deletes the sample practice. */
  'sample.remove': { question: Nothing; answer: BooksStatus };
  /** What a jurisdiction sets until the user says otherwise. */
  'practice.defaults': { question: ShowDefaults; answer: JurisdictionDefaults };
  /** The practice. */
  'practice.show': { question: Nothing; answer: Practice };
  /** Saves the practice. */
  'practice.save': { question: PracticeForm; answer: Practice };
  /** What can be chosen about tax: treatments, places of clients, the user's own rates. */
  'taxes.show': { question: Nothing; answer: TaxSettings };
  /** Adds a rate of the user's own from a day on. */
  'taxes.add_rate': { question: OwnRateForm; answer: Nothing };
  /** Takes out a rate of the user's own that has not begun or that nothing names. */
  'taxes.remove_rate': { question: RemoveOwnRate; answer: Nothing };
  /** The days on which the practice is closed, besides weekends and holidays. */
  'days_off.list': { question: Nothing; answer: DaysOffList };
  /** Adds days off; charges that would fall on one move as their terms say. */
  'days_off.add': { question: DaysOffForm; answer: Nothing };
  /** Takes days off out. */
  'days_off.remove': { question: RemoveDaysOff; answer: Nothing };
  /** What a prefix of invoice numbers comes out as. */
  'numbering.example': { question: TryPrefix; answer: PrefixExample };
  /** Every run of numbers, and what is missing. */
  'numbering.report': { question: Nothing; answer: NumberReport };
  /** Clients with what they owe. */
  'clients.list': { question: ListClients; answer: ClientList };
  /** A client's page. */
  'clients.show': { question: ById; answer: ClientPage };
  /** Adds a client. */
  'clients.add': { question: ClientForm; answer: Made };
  /** Saves a client. */
  'clients.save': { question: SaveClient; answer: Made };
  /** Takes a client that nothing refers to out of the book. */
  'clients.discard': { question: ById; answer: Nothing };
  /** Puts a client aside; nothing is lost. */
  'clients.archive': { question: ById; answer: Nothing };
  /** Brings an archived client back. */
  'clients.restore': { question: ById; answer: Nothing };
  /** Sets whether a client's agreements are billed together, one invoice a day. */
  'clients.bill_together': { question: BillTogether; answer: Nothing };
  /** The names under which a client paid, as bank lines taught them. */
  'clients.known_payers': { question: ById; answer: KnownPayers };
  /** Forgets what bank lines taught of the names a client pays under. */
  'clients.forget_payers': { question: ById; answer: Nothing };
  /** Brings back what was forgotten of the names a client pays under. */
  'clients.recall_payers': { question: ForgottenPayers; answer: Nothing };
  /** The service library. */
  'services.list': { question: ListServices; answer: ServiceList };
  /** Adds a service. */
  'services.add': { question: ServiceForm; answer: Made };
  /** Adds the starter library of the jurisdiction, without those already there by name. */
  'services.add_starters': { question: Nothing; answer: StartersAdded };
  /** Saves a service. */
  'services.save': { question: SaveService; answer: Made };
  /** Puts a service aside. */
  'services.archive': { question: ById; answer: Nothing };
  /** Brings an archived service back. */
  'services.restore': { question: ById; answer: Nothing };
  /** Processors, and the accounts that are or were connected. */
  'connections.list': { question: Nothing; answer: ConnectionList };
  /** Connects a processor that needs no key. */
  'connections.connect': { question: Connect; answer: Made };
  /** Changes how an account is used. */
  'connections.save': { question: SaveConnection; answer: Nothing };
  /** Stops using an account, and forgets its key. */
  'connections.disconnect': { question: ById; answer: Nothing };
  /** Uses the built-in processor again. */
  'connections.reconnect': { question: ById; answer: Nothing };
  /** Every call that left this computer. */
  'calls.list': { question: Nothing; answer: CallList };
  /** Ledgers of others, and how things stand with the one that is connected. */
  'ledgers.show': { question: Nothing; answer: LedgerPage };
  /** Changes how the connected ledger is used. */
  'ledgers.save': { question: SaveLedger; answer: Nothing };
  /** Stops writing into a ledger, and forgets what signs in there. */
  'ledgers.disconnect': { question: ById; answer: Nothing };
  /** What of theirs stands for what of ours, with proposals. */
  'ledgers.mapping': { question: Nothing; answer: MappingPage };
  /** Chooses an account, a code of tax or an item there. */
  'ledgers.choose': { question: ChooseTheirs; answer: Nothing };
  /** Says which contact a client is there. */
  'ledgers.link_contact': { question: LinkContact; answer: Nothing };
  /** Confirms every proposal that is still open. */
  'ledgers.accept_proposals': { question: Nothing; answer: Nothing };
  /** What a run would do, document by document. */
  'ledgers.plan': { question: Nothing; answer: SyncPlan };
  /** Begins a run; a dry one only looks. */
  'ledgers.run': { question: BeginRun; answer: Made };
  /** Cancels the run that is being made. */
  'ledgers.cancel': { question: Nothing; answer: Nothing };
  /** Decides about a document that stands otherwise there. */
  'ledgers.decide': { question: DecideConflict; answer: Nothing };
  /** Records a payment here that somebody recorded there. */
  'ledgers.record_payment': { question: NamePaymentThere; answer: Made };
  /** Passes over a payment that somebody recorded there. */
  'ledgers.pass_over': { question: NamePaymentThere; answer: Nothing };
  /** The program in which the practice keeps its clients and its work, and what is sent there. */
  'office.show': { question: Nothing; answer: OfficePage };
  /** Changes how the office is used. */
  'office.save': { question: SaveOffice; answer: Nothing };
  /** Decides about what waits for the user in the office. */
  'office.decide': { question: DecideEntry; answer: Nothing };
  /** Stops writing into the office, and forgets its keys. */
  'office.disconnect': { question: Nothing; answer: Nothing };
  /** Formats of files for other programs, and the files that were made. */
  'exports.list': { question: Nothing; answer: ExportPage };
  /** What a file for another program would hold. */
  'exports.preview': { question: AskExport; answer: ExportPreview };
  /** Makes a file for another program, and records what it holds. */
  'exports.make': { question: AskExport; answer: FileOut };
  /** How a client pays, and what they were asked. */
  'permissions.of_client': { question: ById; answer: ClientMethods };
  /** Asks a client for a payment method. */
  'permissions.ask': { question: AskPermission; answer: Made };
  /** Makes another page for what was asked. */
  'permissions.renew': { question: ById; answer: Nothing };
  /** Takes back what a client was asked. */
  'permissions.withdraw': { question: ById; answer: Nothing };
  /** Plays the client at the trial processor. */
  'permissions.try': { question: TryAnswer; answer: Nothing };
  /** The page on which an invoice can be paid. */
  'pay_pages.of_invoice': { question: ById; answer: InvoicePayPage };
  /** Makes the slip of an invoice's open page: its code and link on paper. */
  'pay_pages.slip': { question: ById; answer: MailFile };
  /** Makes another page for an invoice whose page ended unpaid. */
  'pay_pages.renew': { question: ById; answer: Nothing };
  /** Plays the client who pays an invoice on a page of the trial processor. */
  'pay_pages.try': { question: TryAnswer; answer: Nothing };
  /** Gives a payment method up. */
  'methods.revoke': { question: ById; answer: Nothing };
  /** What is collected or was lately. */
  'collections.list': { question: Nothing; answer: CollectionList };
  /** The collections of an invoice, with every step. */
  'collections.of_invoice': { question: ById; answer: CollectionList };
  /** Collects an invoice. */
  'collections.collect': { question: CollectInvoice; answer: Made };
  /** Takes a collection back before it left. */
  'collections.retract': { question: ById; answer: Nothing };
  /** Notes that a client knows of a coming collection. */
  'collections.told': { question: Told; answer: Nothing };
  /** Pays money of a collection back. */
  'collections.refund': { question: MakeRefund; answer: Made };
  /** What processors paid out, and what they hold. */
  'payouts.list': { question: Nothing; answer: PayoutList };
  /** What processors paid out as a PDF. */
  'payouts.paper': { question: Nothing; answer: FileOut };
  /** Proposals. */
  'proposals.list': { question: Nothing; answer: ProposalList };
  /** A proposal with its draft. */
  'proposals.show': { question: ById; answer: ProposalPage };
  /** Begins a proposal. */
  'proposals.create': { question: CreateProposal; answer: Made };
  /** Begins a proposal with another's draft. */
  'proposals.duplicate': { question: ById; answer: Made };
  /** Takes a proposal that was never sent out of the book. */
  'proposals.discard': { question: ById; answer: Nothing };
  /** Saves a draft, problems and all. */
  'proposals.save': { question: SaveProposal; answer: ProposalPage };
  /** Draws the letter of a draft. */
  'proposals.preview': { question: PreviewProposal; answer: LetterPreview };
  /** Freezes the next revision with its letter. */
  'proposals.send': { question: ById; answer: ProposalSent };
  /** Takes back what was sent. */
  'proposals.withdraw': { question: WithdrawProposal; answer: Nothing };
  /** Keeps the internal note and the day to follow up. */
  'proposals.note': { question: NoteProposal; answer: Nothing };
  /** The client said no. */
  'proposals.decline': { question: DeclineProposal; answer: Nothing };
  /** What changed from one revision to another, in words and figures. */
  'proposals.compare': { question: CompareRevisions; answer: RevisionChanges };
  /** Drafts to begin proposals from. */
  'templates.list': { question: Nothing; answer: TemplateList };
  /** Keeps a proposal's draft as a template. */
  'templates.keep': { question: KeepTemplate; answer: Made };
  /** Puts a template aside. */
  'templates.archive': { question: ById; answer: Nothing };
  /** Takes a template back. */
  'templates.restore': { question: ById; answer: Nothing };
  /** The practice's clauses and what fills their blanks. */
  'clauses.library': { question: Nothing; answer: ClauseLibrary };
  /** Every version of a clause, with what changed. */
  'clauses.versions': { question: ByClause; answer: ClauseVersions };
  /** Makes the next version of a clause. */
  'clauses.save': { question: SaveClause; answer: Nothing };
  /** Goes back to the library's words. */
  'clauses.restore': { question: ByClause; answer: Nothing };
  /** Fills a blank in every letter. */
  'clauses.fill': { question: FillBlank; answer: Nothing };
  /** What is shown to the signer. */
  'acceptances.terms': { question: AskTerms; answer: AcceptanceTerms };
  /** The file by which a signatory can answer without a server. */
  'packs.make': { question: MakePack; answer: FileOut };
  /** What an answer shows, before it is taken. */
  'packs.read_answer': { question: ReadAnswer; answer: AnswerShown };
  /** Takes an answer: a signature, a no, or a wish. */
  'packs.take_answer': { question: ReadAnswer; answer: AnswerTaken };
  /** What a saved message says, before it is taken. */
  'acceptances.read_message': { question: FileIn; answer: MessageShown };
  /** The client agreed by e-mail, in words. */
  'acceptances.by_email': { question: AcceptByEmail; answer: Accepted };
  /** Recorded on the client's behalf, with reason and evidence. */
  'acceptances.on_behalf': { question: AcceptOnBehalf; answer: Accepted };
  /** Everything that shows what was agreed, sealed, in one file. */
  'evidence.make': { question: ById; answer: FileOut };
  /** Makes the evidence pack for the dispute of a collection. */
  'disputes.evidence': { question: ById; answer: FileOut };
  /** Checks an evidence pack. */
  'evidence.verify': { question: FileIn; answer: EvidenceReport };
  /** The client accepts on this screen. */
  'acceptances.in_person': { question: AcceptInPerson; answer: Accepted };
  /** The client signed on paper. */
  'acceptances.on_paper': { question: AcceptOnPaper; answer: Accepted };
  /** Agreements. */
  'agreements.list': { question: Nothing; answer: AgreementList };
  /** An agreement's page. */
  'agreements.show': { question: ById; answer: AgreementPage };
  /** Keeps the letter by which an agreement was agreed elsewhere. */
  'agreements.keep_letter': { question: KeepLetter; answer: Nothing };
  /** Begins a proposal that confirms an agreement brought over and takes its place. */
  'agreements.confirm': { question: ById; answer: Made };
  /** Pauses an agreement or one of its services. */
  'agreements.pause': { question: PauseAgreement; answer: Made };
  /** Ends a pause; what fell due in it waits for a decision. */
  'agreements.resume': { question: ResumeAgreement; answer: Made };
  /** Starts an agreement that waits for it. */
  'agreements.start': { question: StartAgreement; answer: Made };
  /** Leaves a charge out. */
  'charges.skip': { question: SkipCharge; answer: Made };
  /** Bills a charge on another day. */
  'charges.move': { question: MoveCharge; answer: Made };
  /** Bills a charge at another price for once. */
  'charges.reprice': { question: RepriceCharge; answer: Made };
  /** Bills a charge that was skipped after all. */
  'charges.bill_skipped': { question: BillSkipped; answer: ChargesIssued };
  /** Takes such a decision back. */
  'decisions.withdraw': { question: ById; answer: Nothing };
  /** The client approved work beyond the cap. */
  'deliveries.approve': { question: ApproveDelivery; answer: Made };
  /** Logs work: a completion, or hours. */
  'deliveries.record': { question: RecordDelivery; answer: Made };
  /** Takes logged work back that is not billed. */
  'deliveries.remove': { question: ById; answer: Nothing };
  /** The amendments of an agreement. */
  'amendments.list': { question: ById; answer: AmendmentList };
  /** What an amendment would change, in plain words, and the consent it needs. */
  'amendments.preview': { question: AmendmentForm; answer: AmendmentPreview };
  /** Writes an amendment; it holds once it is sent and has its consent. */
  'amendments.create': { question: AmendmentForm; answer: Made };
  /** Draws the letter of an amendment and marks it sent. */
  'amendments.send': { question: ById; answer: Nothing };
  /** Records the client's answer to an amendment. */
  'amendments.answer': { question: AnswerAmendment; answer: Nothing };
  /** Notes that the client was reminded of an amendment. */
  'amendments.remind': { question: ById; answer: Nothing };
  /** Sends the reminders that are due, where the mail account is to send them by itself. */
  'amendments.send_reminders': { question: Nothing; answer: RemindersSent };
  /** Takes an amendment back that does not hold yet. */
  'amendments.withdraw': { question: WithdrawAmendment; answer: Nothing };
  /** The terms of an agreement on any day, and what differs from another day. */
  'agreements.terms_on': { question: AskTermsOn; answer: TermsOnDay };
  /** Which change of an agreement needs which consent. */
  'consent.matrix': { question: Nothing; answer: ConsentMatrix };
  /** Edits a field of the consent matrix. */
  'consent.save': { question: SaveConsent; answer: Nothing };
  /** What a price review would do to every agreement. */
  'price_reviews.preview': { question: PriceReviewForm; answer: ReviewPreview };
  /** Writes the amendments of a price review; nobody is told yet. */
  'price_reviews.make': { question: PriceReviewForm; answer: Made };
  /** Takes a price review back of which nobody was told. */
  'price_reviews.undo': { question: ById; answer: Nothing };
  /** The price reviews that were made, and the values of indexes. */
  'price_reviews.list': { question: Nothing; answer: ReviewList };
  /** Keeps values of a price index. */
  'index_values.import': { question: ImportIndexValues; answer: ValuesKept };
  /** Takes a value of a price index out. */
  'index_values.remove': { question: RemoveIndexValue; answer: Nothing };
  /** The charges that a schedule would make. Needs no book. */
  'schedules.preview': { question: PreviewSchedule; answer: SchedulePreview };
  /** What fell due and is neither billed nor waived. */
  'catch_up.show': { question: Nothing; answer: CatchUp };
  /** Bills charges. */
  'catch_up.issue': { question: IssueCharges; answer: ChargesIssued };
  /** Lets charges go, with a reason. */
  'catch_up.waive': { question: WaiveCharges; answer: Nothing };
  /** The choices the review begins with, and when the program asks. */
  'catch_up.policy': { question: Nothing; answer: CatchUpPolicy };
  /** Saves those choices. */
  'catch_up.save_policy': { question: CatchUpPolicy; answer: Nothing };
  /** Issues what may be issued without being asked for, an invoice at a time; says what waits, and why. */
  'catch_up.run': { question: RunCatchUp; answer: CatchUpRun };
  /** Bills an agreement automatically, or no longer. */
  'agreements.set_automatic': { question: SetAutomatic; answer: Nothing };
  /** Takes a waiver back. */
  'catch_up.restore': { question: RestoreCharges; answer: Nothing };
  /** Invoices, a part at a time. */
  'invoices.list': { question: ListInvoices; answer: InvoiceList };
  /** An invoice's page. */
  'invoices.show': { question: ById; answer: InvoicePage };
  /** Why a line of an invoice has its amount, from clause to ledger. */
  'invoices.why': { question: AskWhy; answer: WhyAmount };
  /** What a list of another program would bring, row by row. */
  'imports.preview': { question: PreviewImport; answer: ImportPreview };
  /** Brings a list over: clients, services, agreements or open invoices. */
  'imports.run': { question: RunImport; answer: Imported };
  /** Takes an import out again. */
  'imports.undo': { question: ById; answer: Nothing };
  /** What agreements brought over were due before, against what lists tell of invoices. */
  'imports.audit': { question: AuditArrival; answer: ArrivalAudit };
  /** Voids an invoice issued by mistake; its charges may be billed again. */
  'invoices.void': { question: VoidInvoice; answer: Nothing };
  /** Gives up what is open on an invoice. */
  'invoices.write_off': { question: WriteOffInvoice; answer: Made };
  /** Takes a write-off back; the amount is open again. */
  'write_offs.take_back': { question: ById; answer: Nothing };
  /** What a credit note would do. */
  'credit_notes.preview': { question: CreditForm; answer: CreditPreview };
  /** Issues a credit note on an invoice. */
  'credit_notes.issue': { question: CreditForm; answer: CreditNoteRow };
  /** A late charge with its working, before it is claimed. */
  'late_charges.preview': { question: LateChargeForm; answer: LateChargePreview };
  /** Claims a late charge, apart from its invoice. */
  'late_charges.post': { question: PostLateCharge; answer: LateChargeList };
  /** The late charges of an invoice. */
  'late_charges.of_invoice': { question: ById; answer: LateChargeList };
  /** Lets part of a late charge go, with a reason. */
  'late_charges.waive': { question: WaiveLateCharge; answer: Made };
  /** Takes back what was let go of a late charge. */
  'late_charges.take_back': { question: ById; answer: Nothing };
  /** Joins a client's credit to a late charge. */
  'late_charges.pay': { question: PayLateCharge; answer: Made };
  /** Takes a payment from a late charge; it is the client's credit again. */
  'late_charges.unpay': { question: ById; answer: Nothing };
  /** The reference rates that late interest is reckoned with. */
  'late_charges.references': { question: Nothing; answer: References };
  /** Keeps a reference rate of late interest. */
  'late_charges.keep_reference': { question: KeepReference; answer: Nothing };
  /** Every client who owes, what is said next, and what keeps it from being said. */
  'follow_ups.board': { question: Nothing; answer: FollowBoard };
  /** A client who owes: what was said, promised and disputed. */
  'follow_ups.of_client': { question: ById; answer: ClientFollowed };
  /** The message to a client as it would leave now, with its review. */
  'follow_ups.preview': { question: ShowFollowUp; answer: FollowPreview };
  /** Sends the message that is due to a client, in the user's words. */
  'follow_ups.send': { question: WriteFollowUp; answer: Made };
  /** Makes letters as one file to print, each kept as the message of its day. */
  'follow_ups.print': { question: PrintLetters; answer: FileOut };
  /** Notes that letters were posted today. */
  'follow_ups.posted': { question: Letters; answer: Nothing };
  /** Takes back that letters were posted. */
  'follow_ups.not_posted': { question: Letters; answer: Nothing };
  /** Takes letters back that were not posted; what they say may be said again. */
  'follow_ups.drop_letters': { question: Letters; answer: Nothing };
  /** A formal demand before it is made: its term with the rule, what it asks for, its letter. */
  'demands.preview': { question: DemandForm; answer: DemandPreview };
  /** Makes a formal demand, to post or by e-mail; nothing else is said while its term runs. */
  'demands.make': { question: DemandForm; answer: Made };
  /** Takes a formal demand as settled; what is open is asked for as before. */
  'demands.end': { question: EndDemand; answer: Nothing };
  /** Takes a formal demand as running again. */
  'demands.go_on': { question: ById; answer: Nothing };
  /** Attaches what a client answered: a saved e-mail or a text. */
  'replies.add': { question: AddReply; answer: Made };
  /** Takes what a client answered out again. */
  'replies.remove': { question: ById; answer: Nothing };
  /** Notes that a client was called, and what came of it. */
  'follow_ups.call': { question: CalledClient; answer: Made };
  /** Notes that a message came back; nothing more is sent to its address until that is looked at. */
  'follow_ups.came_back': { question: MessageCameBack; answer: Nothing };
  /** Sends the messages that leave without being read first; says how many wait. */
  'follow_ups.run': { question: Nothing; answer: FollowRun };
  /** How clients are followed up: steps of each tier, hours, how fresh the data must be. */
  'follow_policy.show': { question: Nothing; answer: FollowPolicy };
  /** Keeps how clients are followed up. */
  'follow_policy.keep': { question: FollowPolicy; answer: Nothing };
  /** The words of a step in a tone. */
  'follow_words.show': { question: ShowWords; answer: FollowWords };
  /** Words of a step with an example client, and what the review says of them. */
  'follow_words.try': { question: SaveFollowWords; answer: FollowWordsExample };
  /** Keeps the user's words of a step in a tone; empty ones go back to the program's. */
  'follow_words.keep': { question: SaveFollowWords; answer: Nothing };
  /** Keeps how patiently a client is followed up, and what they are in. */
  'following.keep': { question: KeepFollowing; answer: Nothing };
  /** Marks a client whose statements are attested here, or one that is watched. */
  'clients.mark': { question: MarkClient; answer: Nothing };
  /** Records a credit report on a client, with its source. */
  'credit_checks.add': { question: CreditCheckForm; answer: Made };
  /** Takes a credit report out again. */
  'credit_checks.remove': { question: ById; answer: Nothing };
  /** The credit reports on a client. */
  'credit_checks.of_client': { question: ById; answer: CreditCheckList };
  /** Leaves a client alone up to a day. */
  'holds.set': { question: SetHold; answer: Made };
  /** Ends a hold before its time. */
  'holds.end': { question: ById; answer: Nothing };
  /** Keeps what a client promised to pay, and by when. */
  'promises.keep': { question: KeepPromise; answer: Made };
  /** Takes a promise out. */
  'promises.withdraw': { question: ById; answer: Nothing };
  /** A payment plan before it is offered: instalments, what it means, what to think of, its agreement. */
  'plans.preview': { question: PlanForm; answer: PlanPreview };
  /** Offers a payment plan; its agreement is kept, and nothing else is asked for meanwhile. */
  'plans.offer': { question: PlanForm; answer: Made };
  /** Keeps how a client agreed to a payment plan; its instalments are collected from then on. */
  'plans.accept': { question: AcceptPlan; answer: Nothing };
  /** Ends a payment plan; what is open is asked for as before. */
  'plans.end': { question: EndPlan; answer: Nothing };
  /** Takes the end of a payment plan back. */
  'plans.resume': { question: ById; answer: Nothing };
  /** The payment plans of a client and how they stand. */
  'plans.of_client': { question: ById; answer: PaymentPlanList };
  /** The pack of a debt to be handed off: what is owed, each file, what never goes along. */
  'hand_offs.preview': { question: HandOffForm; answer: HandOffPreview };
  /** Makes the pack and hands a debt off; nothing is said to the client from here any more. */
  'hand_offs.make': { question: HandOffForm; answer: FileOut };
  /** Takes a debt back; it is followed up from here again. */
  'hand_offs.recall': { question: ById; answer: Nothing };
  /** Leaves a debt where it was handed after all. */
  'hand_offs.go_on': { question: ById; answer: Nothing };
  /** Records what was recovered of a debt, and what was kept of it. */
  'hand_offs.recover': { question: BookRecovery; answer: Made };
  /** The debts of a client that were handed off, and what came of them. */
  'hand_offs.of_client': { question: ById; answer: HandOffList };
  /** Opens a dispute on a part or all of an invoice. */
  'invoice_disputes.open': { question: OpenDispute; answer: Made };
  /** Closes a dispute and does what came of it: credits a part or all of it, voids the invoice, lets it stand. */
  'invoice_disputes.close': { question: CloseDispute; answer: DisputeClosed };
  /** A statement of account of today, before it is made. */
  'account_statements.preview': { question: AskAccountStatement; answer: AccountStatementPreview };
  /** Makes a statement of account and keeps it. */
  'account_statements.make': { question: AskAccountStatement; answer: AccountStatementRow };
  /** The statements of account of a client. */
  'account_statements.list': { question: ById; answer: AccountStatementList };
  /** Payments. */
  'payments.list': { question: Nothing; answer: PaymentList };
  /** How an amount would be joined to a client's open invoices. */
  'payments.suggest': { question: SuggestAllocation; answer: AllocationSuggestion };
  /** Records money received. */
  'payments.record': { question: RecordPayment; answer: Made };
  /** Joins a client's credit to invoices. */
  'payments.allocate': { question: AllocatePayment; answer: Nothing };
  /** Takes one allocation back; the money becomes the client's credit. */
  'payments.unallocate': { question: ById; answer: Nothing };
  /** Reverses a payment recorded by mistake. */
  'payments.reverse': { question: ReversePayment; answer: Nothing };
  /** Bank accounts. */
  'bank.accounts': { question: Nothing; answer: BankAccountList };
  /** Adds a bank account. */
  'bank.add_account': { question: AddBankAccount; answer: Made };
  /** Calls a bank account otherwise. */
  'bank.rename_account': { question: RenameBankAccount; answer: Nothing };
  /** Writes how a table is read as a text that others can use. */
  'statements.layout': { question: StatementMapping; answer: StatementLayout };
  /** Reads such a text. */
  'statements.read_layout': { question: FileIn; answer: StatementMapping };
  /** Shows what a statement file would add. */
  'statements.preview': { question: PreviewStatement; answer: StatementPreview };
  /** Imports a statement. */
  'statements.import': { question: ImportStatement; answer: StatementImported };
  /** Takes a statement out again, its matches with it. */
  'statements.undo_import': { question: ById; answer: Nothing };
  /** Statement lines, a part at a time. */
  'lines.list': { question: ListLines; answer: LineList };
  /** A line with its explanations. */
  'lines.show': { question: ById; answer: LinePage };
  /** Open invoices that may explain a line. */
  'lines.find': { question: FindInvoices; answer: FoundInvoices };
  /** Explains a line. */
  'matches.accept': { question: AcceptExplanation; answer: Made };
  /** Takes an explanation back, the payment it made with it. */
  'matches.undo': { question: ById; answer: Nothing };
  /** What the parts of a split line come to. */
  'lines.weigh': { question: WeighSplit; answer: SplitSums };
  /** Lines that may be the other side of a transfer. */
  'lines.other_sides': { question: ById; answer: OtherSides };
  /** Writes a note beside a line. */
  'lines.note': { question: NoteLine; answer: Nothing };
  /** The lines of an account whose best explanation is certain. */
  'lines.certain': { question: ById; answer: CertainMatches };
  /** Makes a client of a line's payer and explains the line as its money. */
  'matches.accept_new_client': { question: AcceptNewClient; answer: Made };
  /** Explains several lines in one. */
  'matches.accept_all': { question: AcceptAll; answer: UndoAll };
  /** Takes several explanations back in one. */
  'matches.undo_all': { question: UndoAll; answer: Nothing };
  /** Switches on or off that what is certain on an account is applied without asking. */
  'bank.apply_by_itself': { question: ApplyByItself; answer: Nothing };
  /** Explains what is certain on accounts where that is switched on, each line by itself. */
  'matches.apply_by_itself': { question: RunByItself; answer: AppliedByItself };
  /** What processors hold, item by item. */
  'clearing.proof': { question: Nothing; answer: ClearingProof };
  /** The closed periods of a bank account. */
  'periods.list': { question: ById; answer: PeriodList };
  /** The proof of the next period, before it is closed. */
  'periods.preview': { question: AskPeriod; answer: PeriodProof };
  /** Closes a period: proved, reported, locked. */
  'periods.close': { question: AskPeriod; answer: Made };
  /** Reopens the last closed period of an account. */
  'periods.reopen': { question: ReopenPeriod; answer: Made };
  /** What changed since an account was last reconciled. */
  'periods.changes': { question: ById; answer: PeriodChanges };
  /** Today. */
  'today.show': { question: Nothing; answer: TodayPage };
  /** Notes that the user looked at Today. */
  'today.visit': { question: Nothing; answer: Nothing };
  /** Puts a matter off. */
  'today.snooze': { question: Snooze; answer: Nothing };
  /** Brings a matter back. */
  'today.wake': { question: Wake; answer: Nothing };
  /** Insights. */
  'insights.show': { question: Nothing; answer: InsightsPage };
  /** The page of Insights as a PDF. */
  'insights.paper': { question: Nothing; answer: FileOut };
  /** The rows behind a bar. */
  'insights.behind': { question: ShowBehind; answer: Behind };
  /** What clients owe by age, with what stands apart. */
  'ageing.show': { question: ShowAgeing; answer: AgeingPage };
  /** The open invoices of a client with their ages. */
  'ageing.of_client': { question: ShowClientAgeing; answer: ClientAgeing };
  /** What clients paid that is joined to nothing. */
  'ageing.credits': { question: ShowCredits; answer: ClientCredits };
  /** What clients owe by age as a PDF. */
  'ageing.paper': { question: ShowAgeing; answer: FileOut };
  /** The cash that is coming, as a band, by week or month. */
  'forecast.show': { question: ShowForecast; answer: ForecastPage };
  /** How far earlier forecasts were off. */
  'forecast.past': { question: Nothing; answer: PastForecasts };
  /** Keeps what is expected of months that have begun, so that it can be held against what came. */
  'forecast.keep': { question: Nothing; answer: ForecastsKept };
  /** The forecast as a PDF. */
  'forecast.paper': { question: ShowForecast; answer: FileOut };
  /** Sets so much of what is received aside for tax, in the forecast alone. */
  'forecast.set_aside': { question: KeepSetAside; answer: Nothing };
  /** What the user plans to pay. */
  'outgoings.list': { question: Nothing; answer: OutgoingList };
  /** Keeps what the user plans to pay, new or changed. */
  'outgoings.keep': { question: OutgoingForm; answer: Made };
  /** Takes out what the user planned to pay. */
  'outgoings.remove': { question: ById; answer: Nothing };
  /** The week in a page, as a PDF. */
  'summary.paper': { question: Nothing; answer: FileOut };
  /** On which day of the week the summary goes to the practice itself. */
  'summary.policy': { question: Nothing; answer: SummaryPolicy };
  /** Keeps the day of the week on which it does, or that it does not. */
  'summary.keep_policy': { question: KeepSummary; answer: Nothing };
  /** Puts the summary of this week into the outbox where it is due; never twice a week. */
  'summary.run': { question: Nothing; answer: SummaryRun };
  /** How well money comes in between two days, each figure with its formula. */
  'metrics.show': { question: ShowMetrics; answer: MetricsPage };
  /** How well money comes in as a PDF. */
  'metrics.paper': { question: ShowMetrics; answer: FileOut };
  /** The rows behind a figure of collecting. */
  'metrics.behind': { question: ShowFigure; answer: Behind };
  /** What each way to be paid cost between two days. */
  'fees.show': { question: ShowFees; answer: FeeReport };
  /** What each way to be paid cost as a PDF. */
  'fees.paper': { question: ShowFees; answer: FileOut };
  /** The trial balance at the end of a day. */
  'ledger.trial_balance': { question: ShowTrialBalance; answer: TrialBalancePage };
  /** What each service earned between two days. */
  'ledger.revenue_by_service': { question: ShowRevenue; answer: RevenueByService };
  /** The trial balance of a day and what services earned as a PDF. */
  'ledger.paper': { question: ShowBooks; answer: FileOut };
  /** The ledger as a table, JSON or a plain-text journal. */
  'ledger.export': { question: ExportLedger; answer: FileOut };
  /** What was not billed as agreed, with its cause and proof. */
  'leakage.show': { question: ShowLeakage; answer: LeakagePage };
  /** What leaked as a PDF. */
  'leakage.paper': { question: ShowLeakage; answer: FileOut };
  /** Lets a difference between what was agreed and what was billed go, with a reason. */
  'leakage.let_go': { question: LetDifferenceGo; answer: Nothing };
  /** Takes a difference up again that was let go. */
  'leakage.take_up': { question: TakeDifferenceUp; answer: Nothing };
  /** Voids the invoice of a charge that was billed at an old price, and bills it anew. */
  'leakage.rebill': { question: Rebill; answer: ChargesIssued };
  /** The history. */
  'history.list': { question: ListHistory; answer: History };
  /** Finds places by name, number or amount. */
  'search.find': { question: Find; answer: Hits };
  /** A document's bytes. */
  'documents.show': { question: ShowDocument; answer: FileOut };
  /** The receipt of a paid invoice, made at the first asking. */
  'receipts.make': { question: ById; answer: FileOut };
  /** The account that mail leaves by. */
  'mail.account': { question: Nothing; answer: MailAccountPage };
  /** Saves the mail account; its password goes to the keyring. */
  'mail.save_account': { question: SaveMailAccount; answer: Nothing };
  /** Forgets the mail account and its password. */
  'mail.forget_account': { question: Nothing; answer: Nothing };
  /** The servers of common providers. */
  'mail.presets': { question: Nothing; answer: MailPresets };
  /** The words of every kind of mail. */
  'mail.templates': { question: Nothing; answer: MailTemplates };
  /** What a mail in these words would say to an example client. */
  'mail.try_template': { question: SaveMailTemplate; answer: MailExample };
  /** Keeps the user's words for a kind of mail; empty ones go back to the program's. */
  'mail.save_template': { question: SaveMailTemplate; answer: Nothing };
  /** A mail as the templates write it. */
  'mail.preview': { question: ComposeMail; answer: MailPreview };
  /** Writes a mail into the outbox, to be sent by the account. */
  'mail.send': { question: WriteMail; answer: Made };
  /** The outbox. */
  'mail.outbox': { question: Nothing; answer: Outbox };
  /** Sends a mail that certainly did not leave once more. */
  'mail.retry': { question: ById; answer: Nothing };
  /** Takes back a mail that has not left. */
  'mail.cancel': { question: ById; answer: Nothing };
  /** The user knows whether a mail arrived that may have left. */
  'mail.settle_unknown': { question: SettleUnknownMail; answer: Nothing };
  /** Writes a mail draft in the templates' words into the outbox. */
  'mail.compose': { question: ComposeMail; answer: MailDraft };
  /** Writes a mail draft in the user's words into the outbox. */
  'mail.draft': { question: WriteMail; answer: MailDraft };
  /** A mail draft of the outbox. */
  'mail.show': { question: ById; answer: MailDraft };
  /** Notes what became of a mail draft. */
  'mail.settle': { question: SettleMail; answer: Nothing };
  /** The status bar. */
  'status.show': { question: Nothing; answer: Status };
}

/** A part of the books that answers are kept by. */
export type Tag = 'books' | 'practice' | 'clients' | 'services' | 'proposals' | 'agreements' | 'invoices' | 'payments' | 'bank' | 'history' | 'ledgers' | 'jobs' | 'mail';

/**
 * Explains several lines in one.
 */
export type AcceptAll = { 
/**
 * Each line with what it is, 500 at most.
 */
lines: Array<AcceptExplanation>, };

/**
 * The client answered by an e-mail in plain words; the message file is the evidence.
 */
export type AcceptByEmail = { 
/**
 * The revision the message answers.
 */
revision_id: string, 
/**
 * Who agreed and what was chosen.
 */
signing: Signing, 
/**
 * The message as it was saved: `.eml`.
 */
message: FileIn, };

/**
 * Explains a line.
 */
export type AcceptExplanation = { 
/**
 * The line.
 */
line_id: string, 
/**
 * What it is.
 */
explain: Explain, };

/**
 * The client accepts on this screen.
 */
export type AcceptInPerson = { 
/**
 * The revision on the screen.
 */
revision_id: string, 
/**
 * Who signs and what was chosen.
 */
signing: Signing, 
/**
 * The letter was read to its end.
 */
read: boolean, 
/**
 * The signer agrees to the letter and has the authority to.
 */
agreed: boolean, 
/**
 * The signer agrees to an electronic record.
 */
consented: boolean, 
/**
 * The strokes of the drawn signature; empty when the typed name is the signature.
 */
signature: Array<Array<Point>>, };

/**
 * Makes a client of a line's payer and explains the line as its money.
 */
export type AcceptNewClient = { 
/**
 * The line.
 */
line_id: string, 
/**
 * The client's name.
 */
name: string, 
/**
 * Its e-mail address; may be empty.
 */
email: string, 
/**
 * The name the bank writes, to know it again; may be empty.
 */
payer_name: string, };

/**
 * Recorded for the client; reason and evidence are compulsory.
 */
export type AcceptOnBehalf = { 
/**
 * The revision.
 */
revision_id: string, 
/**
 * For whom it is recorded and what was chosen.
 */
signing: Signing, 
/**
 * The day the client agreed.
 */
signed_on: string, 
/**
 * Why it is recorded on their behalf.
 */
reason: string, 
/**
 * What shows that they agreed: PDF, picture, message or text.
 */
evidence: FileIn, };

/**
 * The client signed on paper; the scan is the evidence.
 */
export type AcceptOnPaper = { 
/**
 * The revision that was printed.
 */
revision_id: string, 
/**
 * Who signed and what was chosen.
 */
signing: Signing, 
/**
 * The day on the paper.
 */
signed_on: string, 
/**
 * The scan: PDF, PNG or JPEG.
 */
scan: FileIn, };

/**
 * How a client agreed to a plan.
 */
export type AcceptPlan = { 
/**
 * The plan.
 */
id: string, 
/**
 * The day they signed.
 */
signed_on: string, 
/**
 * Who signed.
 */
signed_by: string, 
/**
 * `on_paper`, `by_email` or `on_behalf`.
 */
how: string, 
/**
 * The scan or the message; left out only with `on_behalf`.
 */
evidence?: FileIn, };

/**
 * How an agreement was accepted.
 */
export type AcceptancePage = { 
/**
 * The signatures, in the order of the letter.
 */
signatures: Array<SignaturePage>, 
/**
 * What was chosen, in words; empty when there was no choice.
 */
chosen: Array<string>, 
/**
 * `A` to `D`: the lowest of the signatures.
 */
grade: string, 
/**
 * The instant it was recorded.
 */
accepted_at: string, 
/**
 * The day agreed.
 */
accepted_on: string, 
/**
 * The letter as sent: SHA-256, the name of its document.
 */
letter: string, 
/**
 * The letter as accepted: SHA-256, the name of its document.
 */
signed_letter: string, 
/**
 * The certificate: SHA-256, the name of its document.
 */
certificate: string, };

/**
 * What must be shown and agreed to before signing in person.
 */
export type AcceptanceTerms = { 
/**
 * The sentence by which the signer agrees to the letter.
 */
statement: string, 
/**
 * The sentence by which the signer agrees to an electronic record.
 */
consent: string, 
/**
 * SHA-256 of the letter, which is also the name of its document.
 */
letter: string, 
/**
 * Who signs, in order, and who has.
 */
signatories: Array<SignatoryRow>, 
/**
 * Where a choice was already signed by somebody: the others must choose the same.
 */
settled: Choice | null, 
/**
 * What is to choose; nothing to choose is one row without a name.
 */
options: Array<ChoiceRow>, 
/**
 * What can be chosen on top.
 */
add_ons: Array<ChoiceRow>, 
/**
 * What the choice comes to.
 */
totals: ProposalTotals, 
/**
 * The sentence that asks for initials; none when the letter does not ask.
 */
initials: string | null, };

/**
 * The agreement that began, or who has yet to sign.
 */
export type Accepted = { 
/**
 * The agreement; none while somebody has yet to sign.
 */
agreement_id: string | null, 
/**
 * The proposal's number, which is also the agreement's.
 */
number: string, 
/**
 * Who has yet to sign.
 */
waiting_for: Array<string>, };

/**
 * The statements of a client, the newest first.
 */
export type AccountStatementList = { 
/**
 * 24 at most.
 */
rows: Array<AccountStatementRow>, };

/**
 * A statement before it is made.
 */
export type AccountStatementPreview = { 
/**
 * What is owed after credit; negative where the client paid too much.
 */
owed: Amount, 
/**
 * How much of the open invoices is past due.
 */
past_due: Amount, 
/**
 * Money received that is joined to no invoice.
 */
credit: Amount, 
/**
 * How many movements it shows.
 */
movements: number, 
/**
 * How many open invoices.
 */
open_invoices: number, 
/**
 * The page, base64.
 */
pdf: string, };

/**
 * A statement that was made.
 */
export type AccountStatementRow = { 
/**
 * The statement.
 */
id: string, 
/**
 * The first day of its movements.
 */
from: string, 
/**
 * The day whose end it shows.
 */
until: string, 
/**
 * What was owed.
 */
owed: Amount, 
/**
 * The PDF: SHA-256, the name of its document.
 */
document: string, };

/**
 * Adds an account.
 */
export type AddBankAccount = { 
/**
 * What the user calls it.
 */
name: string, 
/**
 * Its currency.
 */
currency: string, };

/**
 * An add-on of a revision.
 */
export type AddOnRow = { 
/**
 * Its line, counted from 0.
 */
line: number, 
/**
 * Its name.
 */
name: string, };

/**
 * A message of a client's to be attached.
 */
export type AddReply = { 
/**
 * The client.
 */
client_id: string, 
/**
 * A saved e-mail (`.eml`) or a text.
 */
file: FileIn, };

/**
 * One age.
 */
export type AgeBucket = { 
/**
 * `not_due`, `1_30`, `31_60`, `61_90` or `over_90`.
 */
key: string, 
/**
 * `Not due`, `1 to 30`…
 */
label: string, 
/**
 * Owed.
 */
amount: Amount, 
/**
 * How many invoices.
 */
count: number, };

/**
 * An age.
 */
export type AgeName = { 
/**
 * `not_due`, `1_30`, `31_60`, `61_90` or `over_90`.
 */
key: string, 
/**
 * `Not due`, `1 to 30`…
 */
label: string, };

/**
 * An open invoice with its age.
 */
export type AgedInvoice = { 
/**
 * The invoice.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The day it was issued.
 */
issued_on: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * The key of its age.
 */
age: string, 
/**
 * Taken, and not settled yet.
 */
in_flight: Amount, 
/**
 * Disputed.
 */
disputed: Amount, 
/**
 * On a payment plan that is kept.
 */
on_plan: Amount, 
/**
 * Still owed, what stands apart with it.
 */
open: Amount, };

/**
 * What somebody owes; the parts add up to `owed`.
 */
export type AgedRow = { 
/**
 * The client; empty for all together.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * On how many invoices.
 */
count: number, 
/**
 * By age, in the order of the page's ages, without what stands apart.
 */
by_age: Array<Amount>, 
/**
 * Taken, and not settled yet.
 */
in_flight: Amount, 
/**
 * Disputed.
 */
disputed: Amount, 
/**
 * On a payment plan that is kept.
 */
on_plan: Amount, 
/**
 * All of it.
 */
owed: Amount, };

/**
 * What is owed by days past the due date.
 */
export type Ageing = { 
/**
 * All of it.
 */
owed: Amount, 
/**
 * The parts, which add up to `owed`.
 */
buckets: Array<AgeBucket>, };

/**
 * What clients owe.
 */
export type AgeingPage = { 
/**
 * The ages, the youngest first.
 */
ages: Array<AgeName>, 
/**
 * Who owes, the most first.
 */
rows: Array<AgedRow>, 
/**
 * All together.
 */
total: AgedRow, };

/**
 * What is known of an agreement that was agreed elsewhere.
 */
export type AgreedElsewhere = { 
/**
 * Its number there; may be empty.
 */
reference: string, 
/**
 * A note; may be empty.
 */
note: string, 
/**
 * The first day that is billed here.
 */
bills_from: string, 
/**
 * The letter by which it was agreed, where the user has kept it: SHA-256 of its document.
 */
letter: string | null, 
/**
 * What proof is not here, in a sentence.
 */
lacks: string, 
/**
 * The proposal whose letter confirms it, the newest.
 */
confirmed_by: Confirming | null, };

/**
 * All agreements, by client.
 */
export type AgreementList = { 
/**
 * Rows.
 */
rows: Array<AgreementRow>, 
/**
 * Sum of `per_year`, home currency.
 */
per_year: Amount, 
/**
 * Their sums in other currencies.
 */
others: Array<Amount>, };

/**
 * An agreement's page.
 */
export type AgreementPage = { 
/**
 * The row of the list.
 */
row: AgreementRow, 
/**
 * Its services.
 */
services: Array<AgreementService>, 
/**
 * The next 24 charges.
 */
coming: Array<ChargeRow>, 
/**
 * What waits for a decision or was skipped, the oldest first, 60 at most.
 */
held: Array<ChargeRow>, 
/**
 * What was decided and stands, the newest first.
 */
decisions: Array<DecisionRow>, 
/**
 * The first day of the pause that lasts, where the whole agreement is paused.
 */
paused_from: string | null, 
/**
 * Whether it waits to be started by hand.
 */
waits_for_start: boolean, 
/**
 * Whether its invoices are issued without being asked for.
 */
automatic: boolean, 
/**
 * What was billed or waived, the newest first, 60 at most.
 */
past: Array<ChargeRow>, 
/**
 * Days from issue to due, or what the terms make of the number.
 */
payment_days: number, 
/**
 * When its invoices are due: `15 days after its date`.
 */
payment_words: string, 
/**
 * How it stands with the payment method that was agreed on.
 */
method: MethodOnFile, 
/**
 * How it was accepted; nothing where it was brought over.
 */
acceptance: AcceptancePage | null, 
/**
 * What is known of it where it was brought over.
 */
elsewhere: AgreedElsewhere | null, 
/**
 * The proposal it came from.
 */
proposal_id: string | null, 
/**
 * Its invoices, the newest first.
 */
invoices: Array<InvoiceRow>, };

/**
 * An agreement in a list.
 */
export type AgreementRow = { 
/**
 * The agreement.
 */
id: string, 
/**
 * Its number, which is its proposal's number where it has one.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The names of its services.
 */
about: string, 
/**
 * The day it starts.
 */
starts_on: string, 
/**
 * The day it was agreed; nothing where it was brought over and the list does not say.
 */
agreed_on: string | null, 
/**
 * Whether it was brought over from elsewhere, so that nothing here proves it.
 */
brought_over: boolean, 
/**
 * `running`, or `complete` when nothing can be billed any more.
 */
state: string, 
/**
 * What recurs in a year, without tax.
 */
per_year: Amount, 
/**
 * The next charge's due date.
 */
next_on: string | null, 
/**
 * The next charge, with tax.
 */
next: Amount | null, };

/**
 * A service of an agreement.
 */
export type AgreementService = { 
/**
 * The service of the agreement.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What is done.
 */
description: string, 
/**
 * `now`, `coming` or `over`, or `waiting` where the amendment that brings it has no consent.
 */
standing: string, 
/**
 * The first day of its own pause, where it is paused by itself.
 */
paused_from: string | null, 
/**
 * How it is billed, in words.
 */
billing_words: string, 
/**
 * `recurring`, `on_acceptance`, `on_completion`, `hour` or `piece`.
 */
billing: string, 
/**
 * How many, plain decimal.
 */
quantity: string, 
/**
 * Price of one after the discount.
 */
price: Amount, 
/**
 * What it comes to each time, without tax.
 */
amount: Amount, 
/**
 * `VAT 20%`, or empty.
 */
tax_words: string, 
/**
 * Hours or pieces agreed at most, plain decimal; only where work is logged.
 */
cap: string | null, 
/**
 * Hours or pieces logged so far; only where work is logged.
 */
logged: string | null, 
/**
 * The day it was marked complete; services billed on completion only.
 */
completed_on: string | null, 
/**
 * The parts in which it is completed, in order; none for all at once.
 */
milestones: Array<MilestoneRow>, 
/**
 * The work logged.
 */
deliveries: Array<Delivery>, };

/**
 * Joins a client's credit to invoices.
 */
export type AllocatePayment = { 
/**
 * The payment that has a part left.
 */
payment_id: string, 
/**
 * What it pays.
 */
allocations: Array<AllocationForm>, };

/**
 * A part of a payment for an invoice.
 */
export type AllocationForm = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * The amount, as typed.
 */
amount: string, };

/**
 * The proposal: an exact one if there is one, else the oldest first.
 */
export type AllocationSuggestion = { 
/**
 * The client's open invoices, the oldest first.
 */
rows: Array<SuggestedAllocation>, 
/**
 * What would be left as credit.
 */
left: Amount, 
/**
 * Why, in words.
 */
reason: string, };

/**
 * One change of the terms.
 */
export type AmendmentChange = { "kind": "price", 
/**
 * The service of the agreement.
 */
service_id: string, 
/**
 * The new price, as typed.
 */
price: string, } | { "kind": "quantity", 
/**
 * The service of the agreement.
 */
service_id: string, 
/**
 * The new quantity, as typed.
 */
quantity: string, } | { "kind": "billing", 
/**
 * The service of the agreement.
 */
service_id: string, 
/**
 * The new way.
 */
billing: Billing, } | { "kind": "scope", 
/**
 * The service of the agreement.
 */
service_id: string, 
/**
 * The new words.
 */
scope: string, } | { "kind": "add_service", 
/**
 * Its name.
 */
name: string, 
/**
 * What is done.
 */
description: string, 
/**
 * How it is billed.
 */
billing: Billing, 
/**
 * How many each time, as typed.
 */
quantity: string, 
/**
 * Price of one, as typed.
 */
price: string, 
/**
 * How it is taxed: `usual`, `none`, a treatment of the place or a rate of the user's own.
 */
tax: string, } | { "kind": "end_service", 
/**
 * The service of the agreement.
 */
service_id: string, } | { "kind": "payment_days", 
/**
 * Days from the issue of an invoice, as typed.
 */
days: string, } | { "kind": "end", 
/**
 * The last day; left out, it runs until it is ended.
 */
on: string | null, } | { "kind": "transfer", 
/**
 * The client who is billed from then on.
 */
client_id: string, };

/**
 * What became of an amendment.
 */
export type AmendmentEvent = { 
/**
 * `noticed`, `reminded`, `approved`, `signed`, `objected` or `withdrawn`.
 */
kind: string, 
/**
 * The day.
 */
on: string, 
/**
 * Who and how, or why.
 */
words: string, 
/**
 * The letter, or what the answer came by: SHA-256 of its document.
 */
document: string | null, };

/**
 * An amendment as it is written.
 */
export type AmendmentForm = { 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * The first day on which it holds.
 */
effective_on: string, 
/**
 * What happens to a period that is under way then: `prorate`, `from_next_period` or
 * `credit_the_rest`.
 */
mid_period: string, 
/**
 * What changes.
 */
changes: Array<AmendmentChange>, 
/**
 * The consent to ask for where more is wanted than is needed: `notice`, `approval` or
 * `new_signature`; left out or `silent`, what is needed.
 */
consent: string, 
/**
 * A note to the client; may be empty.
 */
note: string, };

/**
 * The amendments of an agreement, the newest first.
 */
export type AmendmentList = { 
/**
 * Rows.
 */
rows: Array<AmendmentRow>, };

/**
 * What an amendment would do.
 */
export type AmendmentPreview = { 
/**
 * What changes for the client, in plain words.
 */
sentences: Array<string>, 
/**
 * Recurring fees a month before, without tax.
 */
before_month: Amount, 
/**
 * Recurring fees a month after, without tax.
 */
after_month: Amount, 
/**
 * Recurring fees a year before, without tax.
 */
before_year: Amount, 
/**
 * Recurring fees a year after, without tax.
 */
after_year: Amount, 
/**
 * The consent it needs: `silent`, `notice`, `approval` or `new_signature`.
 */
consent: string, 
/**
 * The same in words.
 */
consent_words: string, 
/**
 * The first day on which it could hold if it were sent today; nothing where the day stands.
 */
earliest_on: string | null, 
/**
 * What to know before it is written.
 */
remarks: Array<string>, 
/**
 * The next charges under the new terms, the first six from its day on.
 */
charges: Array<ChargeRow>, };

/**
 * An amendment of an agreement.
 */
export type AmendmentRow = { 
/**
 * The amendment.
 */
id: string, 
/**
 * Counted from 1 within the agreement.
 */
number: number, 
/**
 * The first day on which it holds.
 */
effective_on: string, 
/**
 * `proposed`, `waiting`, `coming`, `holds`, `objected`, `withdrawn`, `late` where its notice
 * is over after its day, or `unfit` where it no longer fits what is before it.
 */
state: string, 
/**
 * The state in words.
 */
words: string, 
/**
 * What changes for the client.
 */
sentences: Array<string>, 
/**
 * The consent it needs.
 */
consent: string, 
/**
 * The same in words.
 */
consent_words: string, 
/**
 * What happens to a period under way.
 */
mid_period: string, 
/**
 * A note to the client.
 */
note: string, 
/**
 * The letter that was sent: SHA-256 of its document.
 */
letter: string | null, 
/**
 * When the client is reminded of a notice.
 */
reminders: Array<string>, 
/**
 * What became of it, in order.
 */
events: Array<AmendmentEvent>, };

/**
 * An amount: whole minor units (cents, pence) and the ISO 4217 code.
 */
export type Amount = { 
/**
 * Whole minor units; exact in JavaScript.
 */
minor: number, 
/**
 * Three letters, upper case.
 */
currency: string, };

/**
 * The client's answer to an amendment.
 */
export type AnswerAmendment = { 
/**
 * The amendment.
 */
id: string, 
/**
 * `approved`, `signed` or `objected`.
 */
answer: string, 
/**
 * The day.
 */
on: string, 
/**
 * Who answered and how.
 */
words: string, 
/**
 * The message or the signed page; a signature needs one.
 */
file: FileIn | null, };

/**
 * What an answer shows, before it is taken.
 */
export type AnswerShown = { 
/**
 * `accepted`, `declined` or `change_asked`.
 */
kind: string, 
/**
 * The proposal's number.
 */
number: string, 
/**
 * The revision's number.
 */
revision: number, 
/**
 * The client's name.
 */
client: string, 
/**
 * Who answered.
 */
signer: string, 
/**
 * In what capacity.
 */
capacity: string, 
/**
 * What was chosen, in words.
 */
chosen: Array<string>, 
/**
 * What the choice comes to, where it is accepted.
 */
totals: ProposalTotals | null, 
/**
 * Their message, where they decline or ask for a change.
 */
message: string, 
/**
 * What it shows, a sentence each.
 */
shows: Array<string>, 
/**
 * What it does not show, a sentence each.
 */
shows_not: Array<string>, 
/**
 * The evidence grade it would get.
 */
grade: string, 
/**
 * The instant of the signature, by the client's device.
 */
signed_at: string, };

/**
 * What became of an answer that was taken.
 */
export type AnswerTaken = { 
/**
 * `accepted`, `declined` or `change_asked`.
 */
kind: string, 
/**
 * The proposal.
 */
proposal_id: string, 
/**
 * The agreement that began; none while somebody has yet to sign, or where nothing did.
 */
agreement_id: string | null, 
/**
 * The proposal's number.
 */
number: string, 
/**
 * Who has yet to sign.
 */
waiting_for: Array<string>, };

/**
 * What a run did.
 */
export type AppliedByItself = { 
/**
 * How many lines it explained.
 */
applied: number, 
/**
 * How many are left to a further run.
 */
left: number, };

/**
 * Switches on or off that an account's lines are explained without asking.
 */
export type ApplyByItself = { 
/**
 * The account.
 */
account_id: string, 
/**
 * Whether what passes every gate is applied.
 */
on: boolean, };

/**
 * The client approved work beyond the cap.
 */
export type ApproveDelivery = { 
/**
 * The charge beyond the cap.
 */
charge: ChargeKey, 
/**
 * How the client approved it; kept with the charge.
 */
reason: string, };

/**
 * What was due elsewhere, and what the lists tell of it.
 */
export type ArrivalAudit = { 
/**
 * What was looked at and found, in a sentence or a few.
 */
words: string, 
/**
 * What the terms would have billed, with tax, of clients of whom invoices are told.
 */
due: Amount, 
/**
 * The part of it that an invoice of the time answers to, at its own amount.
 */
billed: Amount, 
/**
 * The part of it that none answers to.
 */
missing: Amount, 
/**
 * What was due and is not plainly billed, the oldest first.
 */
rows: Array<AuditRow>, };

/**
 * A line that was set aside.
 */
export type AsideLine = { 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * The bank's text.
 */
description: string, 
/**
 * Signed.
 */
amount: Amount, 
/**
 * Why.
 */
words: string, };

/**
 * Which statement.
 */
export type AskAccountStatement = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The first day of the movements; what came before is brought forward.
 */
from: string, 
/**
 * The last day; left out, today.
 */
until: string | null, 
/**
 * In which currency, ISO 4217; left out, the client's.
 */
currency: string | null, };

/**
 * Asks for a file.
 */
export type AskExport = { 
/**
 * The format.
 */
format: string, 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
until: string, 
/**
 * The account of sales, as the other program knows it; empty where the format names none.
 */
account: string, 
/**
 * Whether documents that such a file holds already come once more.
 */
again: boolean, };

/**
 * The period to close next, as far as the user has told.
 */
export type AskPeriod = { 
/**
 * The account.
 */
account_id: string, 
/**
 * Its last day; empty for the day of the bank's last balance.
 */
until: string, 
/**
 * The bank's balance before the first line, as typed; empty for what is known. A later
 * period takes what the one before was closed with.
 */
opening: string, 
/**
 * The bank's balance at the end, as typed; empty for what the file states.
 */
stated: string, 
/**
 * The named differences.
 */
differences: Array<DifferenceForm>, };

/**
 * A client to be asked for a payment method.
 */
export type AskPermission = { 
/**
 * The client.
 */
client_id: string, 
/**
 * By which processor.
 */
brand: string, };

/**
 * A revision to be accepted, and for which choice its figures are wanted.
 */
export type AskTerms = { 
/**
 * The revision.
 */
id: string, 
/**
 * The choice; the plainest where none is given.
 */
choice: Choice | null, };

/**
 * The terms of an agreement on a day, compared with another.
 */
export type AskTermsOn = { 
/**
 * The agreement.
 */
id: string, 
/**
 * The day.
 */
on: string, 
/**
 * The day to compare with; left out, what was accepted.
 */
against: string | null, };

/**
 * Which line.
 */
export type AskWhy = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * The line of it.
 */
line_id: string, };

/**
 * Since when to look.
 */
export type AuditArrival = { 
/**
 * The first day.
 */
since: string, };

/**
 * Something that was due and is not plainly billed.
 */
export type AuditRow = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * For what.
 */
services: string, 
/**
 * The day it was due.
 */
due_on: string, 
/**
 * What it comes to, with tax.
 */
due: Amount, 
/**
 * What was billed of it.
 */
billed: Amount, 
/**
 * `missing` or `otherwise`.
 */
verdict: string, 
/**
 * Why, in words: `INV-0042 of Jan 3, 2026 bills 400.00`.
 */
words: string, };

/**
 * What a verified backup is.
 */
export type BackupMade = { 
/**
 * The copy with its folder.
 */
path: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * Journal entries that were found in the copy when it was read back.
 */
journal_entries: number, };

/**
 * The tenth, fiftieth and ninetieth hundredth of what may be.
 */
export type BandRow = { 
/**
 * In nine of ten courses of things it is at least this.
 */
low: Amount, 
/**
 * In half of them.
 */
middle: Amount, 
/**
 * In one of ten.
 */
high: Amount, };

/**
 * A bank account.
 */
export type BankAccount = { 
/**
 * The account.
 */
id: string, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * Its currency.
 */
currency: string, 
/**
 * The number as the bank's files give it, its last four digits only; may be empty.
 */
ending: string, 
/**
 * The day of its newest line.
 */
through: string | null, 
/**
 * The balance the bank last stated.
 */
balance: Amount | null, 
/**
 * Lines without an explanation.
 */
unexplained: number, 
/**
 * All lines.
 */
lines: number, 
/**
 * Whether what passes every gate is applied without asking.
 */
by_itself: boolean, };

/**
 * All accounts.
 */
export type BankAccountList = { 
/**
 * By name.
 */
rows: Array<BankAccount>, };

/**
 * One bar.
 */
export type Bar = { 
/**
 * By which its rows are asked for: `2026-11`, or the Monday of a week.
 */
key: string, 
/**
 * `Nov 2026`, `Nov 23`.
 */
label: string, 
/**
 * Height.
 */
amount: Amount, 
/**
 * How many rows are behind it.
 */
count: number, };

/**
 * Begins a run.
 */
export type BeginRun = { 
/**
 * Whether it only looks.
 */
dry: boolean, };

/**
 * The rows behind a bar, which add up to it.
 */
export type Behind = { 
/**
 * What they are.
 */
title: string, 
/**
 * Rows by day, the first thousand of them.
 */
rows: Array<BehindRow>, 
/**
 * How many there are.
 */
count: number, 
/**
 * The sum of all.
 */
total: Amount, };

/**
 * A row behind a bar.
 */
export type BehindRow = { 
/**
 * The day.
 */
on: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * What it is.
 */
words: string, 
/**
 * Amount.
 */
amount: Amount, 
/**
 * Where it leads.
 */
go: string, };

/**
 * Bills a charge that was skipped after all.
 */
export type BillSkipped = { 
/**
 * The charge.
 */
charge: ChargeKey, };

/**
 * Sets how a client's agreements are billed.
 */
export type BillTogether = { 
/**
 * The client.
 */
id: string, 
/**
 * One invoice a day for all agreements, instead of one for each.
 */
together: boolean, };

/**
 * How a service is billed.
 */
export type Billing = { "kind": "recurring", 
/**
 * How often.
 */
every: BillingEvery, 
/**
 * On which day of the month; left out, the start day. Weeks have the start day's weekday.
 */
day?: BillingDay, 
/**
 * `in_advance`, on the first day of a period, or `in_arrears`, when it is over; left
 * out, `in_advance`.
 */
billed?: string, 
/**
 * Where the day is no working day: `none`, `next`, `previous` or `modified_following`;
 * left out, `none`.
 */
shift?: string, 
/**
 * What a first or last period costs that is broken: `none` (the days before the first
 * billing day belong to the first whole period), `by_day`, `full`, `half` or `free`; left
 * out, `none`.
 */
proration?: string, 
/**
 * How many times at most, as typed; empty for no limit.
 */
cycles?: string, 
/**
 * The last day, itself included; empty for none.
 */
ends_on?: string, 
/**
 * Whether billing goes on after the last day.
 */
continues?: boolean, } | { "kind": "on_acceptance" } | { "kind": "on_completion", 
/**
 * The parts; none for all at once.
 */
milestones?: Array<BillingMilestone>, } | { "kind": "logged", 
/**
 * `hour` or `piece`; left out, `hour`.
 */
unit: string, 
/**
 * How many are approved in advance, as typed.
 */
cap: string, 
/**
 * In each month, quarter or year; left out, in the whole agreement.
 */
per?: BillingEvery, };

/**
 * A day of the month: `"start_day"` and `{ "day": 31 }` are clamped in short months and come back
 * in long ones, `"last_day"` is always the last, `{ "weekday": … }` the second Tuesday or the last
 * Friday, `{ "two_days": { "first": 1, "second": 15 } }` two days of each month.
 */
export type BillingDay = "start_day" | "last_day" | { "day": number } | { "weekday": { 
/**
 * `first`, `second`, `third`, `fourth` or `last`.
 */
nth: string, 
/**
 * `monday` to `sunday`.
 */
weekday: string, } } | { "two_days": { 
/**
 * The first, 1 to 27.
 */
first: number, 
/**
 * The second; left out, the last day of the month.
 */
second: number | null, } };

/**
 * How often: `"month"`, `"quarter"`, `"year"`, `{ "weeks": 2 }` on the weekday of the start day,
 * `{ "months": 4 }` counted from the month of the start day, or `{ "chosen": [1, 7] }`, months of
 * each year, 1 for January.
 */
export type BillingEvery = "month" | "quarter" | "year" | { "weeks": number } | { "months": number } | { "chosen": Array<number> };

/**
 * A part of a price that falls due when it is done.
 */
export type BillingMilestone = { 
/**
 * What is done then.
 */
name: string, 
/**
 * Its share, in proportion to the others'.
 */
weight: number, };

/**
 * Money that was recovered.
 */
export type BookRecovery = { 
/**
 * The hand-off.
 */
id: string, 
/**
 * The day it came.
 */
received_on: string, 
/**
 * All that the debtor paid, as typed.
 */
amount: string, 
/**
 * What was kept of it, as typed; may be empty.
 */
commission: string, };

/**
 * Where the program stands: which book is open, and where books live.
 */
export type BooksStatus = { 
/**
 * The open book; none at first start.
 */
open: OpenBook | null, 
/**
 * The folder where new books are put.
 */
folder: string, 
/**
 * Set when that folder is kept by a sync client: the warning to show.
 */
folder_warning: string | null, 
/**
 * Whether the user's own book exists in that folder.
 */
own_exists: boolean, 
/**
 * Whether a sample practice exists in that folder.
 */
sample_exists: boolean, 
/**
 * Why the book that was open last could not be opened, if so.
 */
trouble: string | null, };

/**
 * One clause by its id.
 */
export type ByClause = { 
/**
 * The clause.
 */
id: string, };

/**
 * One row by its id.
 */
export type ById = { 
/**
 * The id with its prefix, `inv_…`.
 */
id: string, };

/**
 * The newest calls.
 */
export type CallList = { 
/**
 * The newest first.
 */
rows: Array<CallRow>, };

/**
 * A call that left this computer.
 */
export type CallRow = { 
/**
 * When.
 */
at: string, 
/**
 * To which host.
 */
host: string, 
/**
 * What for.
 */
purpose: string, 
/**
 * What came of it.
 */
result: string, 
/**
 * Bytes sent and received.
 */
bytes: number, 
/**
 * The other side's name of it; may be empty.
 */
trace: string, };

/**
 * A call.
 */
export type CalledClient = { 
/**
 * The client.
 */
client_id: string, 
/**
 * `reached`, `message_left`, `no_answer` or `wrong_number`.
 */
outcome: string, 
/**
 * What was said.
 */
note: string, };

/**
 * The review.
 */
export type CatchUp = { 
/**
 * By client.
 */
clients: Array<CatchUpClient>, 
/**
 * How many charges.
 */
count: number, 
/**
 * Their sum, with tax, home currency.
 */
total: Amount, 
/**
 * Their sums in other currencies.
 */
others: Array<Amount>, 
/**
 * The oldest due date.
 */
oldest_on: string | null, 
/**
 * What fell due in a pause that is over, or exceeds a cap: to be decided.
 */
held: Array<HeldRow>, 
/**
 * What is billed automatically and waits nevertheless.
 */
waits: Array<WaitingRow>, 
/**
 * The choices to begin with, and when the program asks.
 */
policy: CatchUpPolicy, };

/**
 * What fell due for one client.
 */
export type CatchUpClient = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The charges, the oldest first.
 */
charges: Array<ChargeRow>, 
/**
 * Their sum in the home currency, with tax.
 */
total: Amount, 
/**
 * Their sums in other currencies.
 */
others: Array<Amount>, 
/**
 * Whether the client gets one invoice a day for all agreements.
 */
bills_together: boolean, };

/**
 * The choices the review begins with, and when the program asks instead of issuing.
 */
export type CatchUpPolicy = { 
/**
 * `today`, or `own_date` for the day each charge fell due.
 */
date: string, 
/**
 * One invoice a client instead of one for each agreement and due date.
 */
merge: boolean, 
/**
 * When more charges than this are due at once, all of them wait; as typed.
 */
most_charges: string, 
/**
 * What fell due more days ago than this waits; as typed.
 */
most_days: string, };

/**
 * What a run did.
 */
export type CatchUpRun = { 
/**
 * The numbers it issued, in order.
 */
numbers: Array<string>, 
/**
 * Their sum, with tax.
 */
total: Amount, 
/**
 * Their sums in other currencies.
 */
others: Array<Amount>, 
/**
 * How many invoices are left to a further run.
 */
left: number, 
/**
 * What waits for the user, and why.
 */
waits: Array<WaitingRow>, };

/**
 * A line with the explanation that would be accepted.
 */
export type CertainMatch = { 
/**
 * The line.
 */
line_id: string, 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * The bank's text.
 */
description: string, 
/**
 * Signed.
 */
amount: Amount, 
/**
 * The explanation's sentence.
 */
sentence: string, 
/**
 * What accepting it says.
 */
explain: Explain, };

/**
 * Lines that can be accepted together.
 */
export type CertainMatches = { 
/**
 * In order of the list; no two of them explain with the same invoice, payment or payout.
 */
rows: Array<CertainMatch>, 
/**
 * What comes in by them.
 */
came_in: Amount, 
/**
 * What goes out by them; not positive.
 */
went_out: Amount, };

/**
 * A line that is not as its period was closed with.
 */
export type ChangedLine = { 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * The bank's text.
 */
description: string, 
/**
 * Signed.
 */
amount: Amount, 
/**
 * What it was explained as; nothing where the line was not there.
 */
before: string | null, 
/**
 * What it is explained as, empty where it waits; nothing where the line is gone.
 */
now: string | null, };

/**
 * One charge by its key.
 */
export type ChargeKey = { 
/**
 * The service of the agreement.
 */
agreement_service_id: string, 
/**
 * Which occurrence, counted from 0.
 */
occurrence: number, 
/**
 * Whether it is what exceeds the cap; left out, it is not.
 */
beyond_cap: boolean, };

/**
 * One amount the agreement entitles the practice to bill.
 */
export type ChargeRow = { 
/**
 * The service of the agreement.
 */
agreement_service_id: string, 
/**
 * Which occurrence, counted from 0.
 */
occurrence: number, 
/**
 * Whether it is what exceeds the cap.
 */
beyond_cap: boolean, 
/**
 * The service's name.
 */
service: string, 
/**
 * First day of the period.
 */
from: string, 
/**
 * Last day of the period.
 */
to: string, 
/**
 * The period in words: `December 2026`, `Oct 1 to Dec 31, 2026`.
 */
period: string, 
/**
 * The day it falls due to be billed.
 */
due_on: string, 
/**
 * Without tax.
 */
net: Amount, 
/**
 * Tax.
 */
tax: Amount, 
/**
 * With tax.
 */
total: Amount, 
/**
 * `due`, `coming`, `held`, `billed` or `waived`.
 */
state: string, 
/**
 * Why it is held: `paused`, `skipped` or `beyond_cap`.
 */
held: string | null, 
/**
 * Price of one.
 */
price: Amount, 
/**
 * The invoice that billed it.
 */
invoice: string | null, 
/**
 * Why it was waived.
 */
reason: string | null, 
/**
 * The rule that made it, in words: `each month on the 31st, clamped to the 30th`.
 */
rule: string, };

/**
 * The invoices that were issued.
 */
export type ChargesIssued = { 
/**
 * Their ids.
 */
ids: Array<string>, 
/**
 * Their numbers, in order.
 */
numbers: Array<string>, 
/**
 * Their sum in the home currency, with tax.
 */
total: Amount, 
/**
 * Their sums in other currencies.
 */
others: Array<Amount>, 
/**
 * The charges that are left to further invoices.
 */
rest: Array<ChargeKey>, };

/**
 * What a client chose, or may choose.
 */
export type Choice = { 
/**
 * The option, counted from 0, where there are any.
 */
option: number | null, 
/**
 * The add-ons, by their lines, counted from 0.
 */
add_ons: Array<number>, };

/**
 * Something to choose.
 */
export type ChoiceRow = { 
/**
 * The option, or the add-on's line, counted from 0.
 */
at: number, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is for.
 */
about: string, 
/**
 * Twelve months of it: an option without add-ons, or the add-on alone.
 */
first_year: Amount, };

/**
 * Chooses what stands for ours.
 */
export type ChooseTheirs = { 
/**
 * What of ours.
 */
ours: string, 
/**
 * What of theirs; empty to take the choice back, `new` for an item that is to be made there.
 */
theirs: string, };

/**
 * The practice's library.
 */
export type ClauseLibrary = { 
/**
 * The country whose law and usage it is written for.
 */
regime: string, 
/**
 * The sections of a letter, in order.
 */
sections: Array<string>, 
/**
 * The clauses, in the order of a letter.
 */
rows: Array<LibraryClause>, 
/**
 * Every blank, with what fills it in every letter.
 */
blanks: Array<LetterBlank>, };

/**
 * A version of a clause.
 */
export type ClauseVersion = { 
/**
 * 0 for the library's.
 */
version: number, 
/**
 * The heading.
 */
heading: string, 
/**
 * The text.
 */
text: string, 
/**
 * When it was made; none for the library's.
 */
made_at: string | null, 
/**
 * What changed from the version before.
 */
changes: Array<WordRun>, };

/**
 * Every version of a clause, the newest first, the library's last.
 */
export type ClauseVersions = { 
/**
 * Rows.
 */
rows: Array<ClauseVersion>, };

/**
 * What a processor holds.
 */
export type Clearing = { 
/**
 * The processor.
 */
processor: string, 
/**
 * By the ledger.
 */
held: Amount, };

/**
 * What a collection or payout leaves with a processor.
 */
export type ClearingItem = { 
/**
 * What it is.
 */
words: string, 
/**
 * Why it is there.
 */
why: string, 
/**
 * Its invoice.
 */
invoice_id: string | null, 
/**
 * How much.
 */
amount: Amount, };

/**
 * What processors hold, proved.
 */
export type ClearingProof = { 
/**
 * One for each processor's account and currency that anything moved for.
 */
sheets: Array<ClearingSheet>, 
/**
 * Payouts that no bank line shows yet.
 */
in_transit: Array<InTransit>, };

/**
 * A processor's account in one currency.
 */
export type ClearingSheet = { 
/**
 * The processor.
 */
processor: string, 
/**
 * Three letters.
 */
currency: string, 
/**
 * Taken from clients.
 */
received: Amount, 
/**
 * Taken back by banks; not positive.
 */
taken_back: Amount, 
/**
 * Paid back to clients; not positive.
 */
refunds: Amount, 
/**
 * Kept by the processor.
 */
fees: Amount, 
/**
 * Sent to the bank; not positive.
 */
paid_out: Amount, 
/**
 * What these five come to: held by the processor.
 */
held: Amount, 
/**
 * What that is made of; none where it is zero.
 */
items: Array<ClearingItem>, 
/**
 * What is held beyond the items; zero.
 */
unnamed: Amount, };

/**
 * What a processor holds, beside what this program put on the account that stands for it.
 */
export type ClearingThere = { 
/**
 * The processor.
 */
processor: string, 
/**
 * The account there; empty where none is chosen.
 */
account: string, 
/**
 * What it holds.
 */
held: Amount, 
/**
 * What was put on the account there.
 */
there: Amount, 
/**
 * What it holds beyond that.
 */
differs: Amount, 
/**
 * What makes the difference; none where there is none.
 */
items: Array<ClearingItem>, };

/**
 * The open invoices of a client; they add up to what the client owes.
 */
export type ClientAgeing = { 
/**
 * By due date.
 */
rows: Array<AgedInvoice>, 
/**
 * All of it.
 */
owed: Amount, };

/**
 * Credit that was not used yet: beside what is owed, never taken off it.
 */
export type ClientCredits = { 
/**
 * By client.
 */
rows: Array<CreditRow>, 
/**
 * All together.
 */
total: Amount, };

/**
 * A client, followed up.
 */
export type ClientFollowed = { 
/**
 * As on the board.
 */
row: FollowedRow, 
/**
 * What is open.
 */
invoices: Array<OwedRow>, 
/**
 * What was said, the newest first.
 */
history: Array<HistoryRow>, 
/**
 * What was promised.
 */
promises: Array<PromiseRow>, 
/**
 * When they are left alone.
 */
holds: Array<HoldRow>, 
/**
 * How they have paid so far.
 */
standing: ClientStanding, 
/**
 * What they dispute.
 */
disputes: Array<InvoiceDisputeRow>, 
/**
 * The formal demand that is not settled.
 */
demand: DemandRow | null, 
/**
 * `attest` and `watched`, where set.
 */
marks: Array<string>, 
/**
 * What unpaid fees mean for independence, where they do.
 */
independence: string | null, 
/**
 * The zone of the client's clock; empty where the practice is.
 */
time_zone: string, 
/**
 * Each zone that can be chosen.
 */
time_zones: Array<string>, };

/**
 * What the user fills in about a client.
 */
export type ClientForm = { 
/**
 * The client's name as it is printed.
 */
name: string, 
/**
 * `business` or `consumer`.
 */
kind: string, 
/**
 * The person to write to; may be empty.
 */
contact: string, 
/**
 * E-mail address; may be empty.
 */
email: string, 
/**
 * Telephone; may be empty.
 */
phone: string, 
/**
 * Address, one line each; may be empty.
 */
address: string, 
/**
 * Tax or VAT number; may be empty.
 */
tax_number: string, 
/**
 * Where the client belongs for tax: empty where the practice is, `eu`, `abroad`, `ca_on`.
 */
tax_place: string, 
/**
 * The currency the client is billed in, ISO 4217; empty for the home currency.
 */
currency: string, 
/**
 * Names seen on bank lines, one a line; may be empty.
 */
payer_names: string, 
/**
 * Notes for the practice alone; never printed.
 */
notes: string, };

/**
 * The list, with the sums of its columns.
 */
export type ClientList = { 
/**
 * By name.
 */
rows: Array<ClientRow>, 
/**
 * Sum of `open`, home currency.
 */
open: Amount, 
/**
 * Sum of `overdue`, home currency.
 */
overdue: Amount, 
/**
 * Sum of `credit`, home currency.
 */
credit: Amount, };

/**
 * How a client pays.
 */
export type ClientMethods = { 
/**
 * The newest first; at most one is charged.
 */
methods: Array<Method>, 
/**
 * What they were asked, the newest first.
 */
asked: Array<PermissionRow>, 
/**
 * Processors by which they can be asked.
 */
can_ask: Array<string>, };

/**
 * Days of notice for one client.
 */
export type ClientNotice = { 
/**
 * The client.
 */
client_id: string, 
/**
 * Days, as typed.
 */
days: string, };

/**
 * A client's page.
 */
export type ClientPage = { 
/**
 * The row of the list.
 */
row: ClientRow, 
/**
 * The form, filled.
 */
form: ClientForm, 
/**
 * Agreements, the newest first.
 */
agreements: Array<AgreementRow>, 
/**
 * Proposals, the newest first.
 */
proposals: Array<ProposalRow>, 
/**
 * Invoices, the newest first.
 */
invoices: Array<InvoiceRow>, 
/**
 * Payments, the newest first.
 */
payments: Array<PaymentRow>, 
/**
 * What happened, the newest first.
 */
timeline: Array<Happening>, 
/**
 * Days from issue to payment on average, weighted by amount; none before the first payment.
 */
days_to_pay: number | null, 
/**
 * Everything received from this client.
 */
received: Amount, 
/**
 * Whether its agreements are billed together, one invoice a day.
 */
bills_together: boolean, };

/**
 * A client in a list.
 */
export type ClientRow = { 
/**
 * The client.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * `business` or `consumer`.
 */
kind: string, 
/**
 * The person to write to.
 */
contact: string, 
/**
 * E-mail address.
 */
email: string, 
/**
 * Last line of the address.
 */
place: string, 
/**
 * How many agreements run.
 */
agreements: number, 
/**
 * What is owed on issued invoices.
 */
open: Amount, 
/**
 * The part of it past its due date.
 */
overdue: Amount, 
/**
 * Money received that is joined to no invoice.
 */
credit: Amount, 
/**
 * What is owed in other currencies.
 */
others: Array<Amount>, 
/**
 * When an archived client was archived.
 */
archived_at: string | null, };

/**
 * A client's standing; never told to them.
 */
export type ClientStanding = { 
/**
 * From 0 to 100, the best.
 */
points: number, 
/**
 * How many invoices it rests on; with few it is drawn towards 50.
 */
invoices: number, 
/**
 * Each factor.
 */
factors: Array<StandingFactor>, };

/**
 * Closes a dispute.
 */
export type CloseDispute = { 
/**
 * The dispute.
 */
id: string, 
/**
 * `credit`, `revise`, `uphold`, `split` or `plan`.
 */
outcome: string, 
/**
 * What was answered; printed on a credit note.
 */
answer: string, 
/**
 * With `split`, how much is credited, as typed: less than what is disputed.
 */
credited?: string, };

/**
 * Every kind of refusal the window acts on.
 */
export type Code = "InvalidInput" | "NotFound" | "Conflict" | "NoBooks" | "BooksTooNew" | "BooksDamaged" | "NotOurBooks" | "BooksInUse" | "NoAccess" | "KeyringMissing" | "DiskFull" | "Bug";

/**
 * A code to be drawn: a square of small squares, dark or light.
 */
export type CodeDrawn = { 
/**
 * How many squares stand beside each other.
 */
size: number, 
/**
 * Dark ones beside each other: column and row of the first, and how many.
 */
runs: Array<[number, number, number]>, };

/**
 * An invoice to be collected.
 */
export type CollectInvoice = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * The day; empty for today.
 */
on: string, };

/**
 * Collections.
 */
export type CollectionList = { 
/**
 * The newest first.
 */
rows: Array<CollectionRow>, };

/**
 * The taking of an invoice's money.
 */
export type CollectionRow = { 
/**
 * The collection.
 */
id: string, 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * From what.
 */
method: string, 
/**
 * Whether it is a bank debit, which its bank may take back for weeks.
 */
debit: boolean, 
/**
 * By whom.
 */
processor: string, 
/**
 * Whether real money moves.
 */
live: boolean, 
/**
 * How much.
 */
amount: Amount, 
/**
 * What of it is on top of what is owed, because it is taken from a credit card.
 */
card_cost: Amount, 
/**
 * What the processor keeps, as far as it is known.
 */
fee: Amount, 
/**
 * The day on which it is taken, or was to be.
 */
collect_on: string, 
/**
 * Where it stands.
 */
state: string, 
/**
 * What somebody has to do before it goes on; may be empty.
 */
stopped: string, 
/**
 * What was last said of it; may be empty.
 */
words: string, 
/**
 * Whether it can be taken back.
 */
may_retract: boolean, 
/**
 * Whether it can be planned anew.
 */
may_collect: boolean, 
/**
 * What can be paid back.
 */
refundable: Amount, 
/**
 * Whether the client has to be told first.
 */
waits_for_notice: boolean, 
/**
 * What was paid back.
 */
refunds: Array<RefundRow>, 
/**
 * Disputes.
 */
disputes: Array<DisputeRow>, 
/**
 * Every step.
 */
steps: Array<CollectionStep>, };

/**
 * A step of a collection.
 */
export type CollectionStep = { 
/**
 * The day.
 */
on: string, 
/**
 * Where it stood then.
 */
state: string, 
/**
 * In which attempt.
 */
attempt: number, 
/**
 * In words.
 */
words: string, 
/**
 * What the processor calls a refusal; may be empty.
 */
code: string, 
/**
 * To ask the processor's support by; may be empty.
 */
trace: string, };

/**
 * Something that will happen.
 */
export type Coming = { 
/**
 * The client.
 */
client: string, 
/**
 * What: `INV-0314 due`, `Bookkeeping, December`.
 */
detail: string, 
/**
 * With tax; none where no money moves.
 */
amount: Amount | null, 
/**
 * Where it leads.
 */
go: string, };

/**
 * A day that has something.
 */
export type ComingDay = { 
/**
 * The day.
 */
on: string, 
/**
 * Its sum, home currency.
 */
total: Amount, 
/**
 * The rows.
 */
rows: Array<Coming>, };

/**
 * Two revisions to hold beside each other.
 */
export type CompareRevisions = { 
/**
 * The earlier one.
 */
before: string, 
/**
 * The later one; none for the draft as it is now.
 */
after: string | null, };

/**
 * What to write about.
 */
export type ComposeMail = { "kind": "revision", 
/**
 * The revision.
 */
id: string, 
/**
 * To which of the letter's signatories, counted from 0; their client pack can go with it.
 */
signatory?: number, } | { "kind": "invoice", 
/**
 * The invoice.
 */
id: string, } | { "kind": "receipt", 
/**
 * The invoice.
 */
id: string, } | { "kind": "credit_note", 
/**
 * The credit note.
 */
id: string, } | { "kind": "amendment", 
/**
 * The amendment.
 */
id: string, } | { "kind": "amendment_reminder", 
/**
 * The amendment.
 */
id: string, } | { "kind": "collection_notice", 
/**
 * The collection.
 */
id: string, } | { "kind": "payment_page", 
/**
 * What they were asked.
 */
id: string, } | { "kind": "follow_up", 
/**
 * The message.
 */
id: string, } | { "kind": "statement", 
/**
 * The statement.
 */
id: string, } | { "kind": "plan", 
/**
 * The plan.
 */
id: string, } | { "kind": "summary", 
/**
 * Its Monday.
 */
week_on: string, };

/**
 * A proposal whose letter confirms an agreement.
 */
export type Confirming = { 
/**
 * The proposal.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The agreement it became, which takes the place of the one it confirms.
 */
agreement_id: string | null, };

/**
 * A document that stands otherwise there.
 */
export type ConflictRow = { 
/**
 * Our row.
 */
key: string, 
/**
 * What it is: `invoice`, `payment` and so on.
 */
kind: string, 
/**
 * Number or name.
 */
title: string, 
/**
 * The client.
 */
who: string, 
/**
 * With tax.
 */
amount: Amount | null, 
/**
 * What happened, in a sentence.
 */
words: string, 
/**
 * Where it differs.
 */
differences: Array<DifferenceRow>, 
/**
 * Whether something there can be taken as it is.
 */
there: boolean, };

/**
 * A processor to connect that needs no key.
 */
export type Connect = { 
/**
 * `trial`.
 */
brand: string, };

/**
 * How an account at a processor is used.
 */
export type ConnectionForm = { 
/**
 * Where a client's page leads when it is done.
 */
leads_to: string, 
/**
 * Whether charges are made by themselves on their day.
 */
collects: boolean, 
/**
 * A charge later than so many days waits for the user, as typed.
 */
most_late_days: string, 
/**
 * Days of notice where the letter and the law want none, as typed.
 */
notice_days: string, 
/**
 * Attempts in all, as typed.
 */
attempts: string, 
/**
 * Days from the first to the last attempt, as typed.
 */
within_days: string, 
/**
 * Whether attempts wait for paydays.
 */
paydays: boolean, 
/**
 * Whether charges are handed over ahead and held by the processor.
 */
holds: boolean, };

/**
 * Processors, and the accounts that are or were connected.
 */
export type ConnectionList = { 
/**
 * Every processor.
 */
processors: Array<ProcessorRow>, 
/**
 * Accounts, the newest first.
 */
rows: Array<ConnectionRow>, };

/**
 * An account at a processor.
 */
export type ConnectionRow = { 
/**
 * The connection.
 */
id: string, 
/**
 * The processor.
 */
brand: string, 
/**
 * Its name.
 */
processor: string, 
/**
 * Whether real money moves.
 */
live: boolean, 
/**
 * The name clients see.
 */
name: string, 
/**
 * How it can take money.
 */
schemes: Array<string>, 
/**
 * Since when.
 */
connected_on: string, 
/**
 * Whether it is used no more.
 */
disconnected: boolean, 
/**
 * How many clients' methods may be charged through it.
 */
methods: number, 
/**
 * Whether the keyring of this computer holds its key.
 */
key_kept: boolean, 
/**
 * When it was asked last what changed.
 */
polled_at: string | null, 
/**
 * Why the last call did not end well; may be empty.
 */
trouble: string, 
/**
 * How it is used.
 */
form: ConnectionForm, };

/**
 * What a kind of change needs.
 */
export type ConsentField = { 
/**
 * `silent`, `notice`, `approval` or `new_signature`.
 */
consent: string, 
/**
 * Days of the notice; 0 where there is none.
 */
days: number, };

/**
 * The consent matrix.
 */
export type ConsentMatrix = { 
/**
 * A row for each kind of change.
 */
rows: Array<ConsentRow>, };

/**
 * A row of the consent matrix.
 */
export type ConsentRow = { 
/**
 * The kind of change: `price`, `scope` and so on.
 */
kind: string, 
/**
 * The same in words.
 */
words: string, 
/**
 * Where it is no worse for the client.
 */
better: ConsentField, 
/**
 * Where it is worse for the client.
 */
worse: ConsentField, };

/**
 * A client or processor, and the contact there.
 */
export type ContactRow = { 
/**
 * Our row.
 */
ours: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The contact it is linked to; empty where it is to none.
 */
theirs: string, 
/**
 * Whether a new contact is to be made.
 */
anew: boolean, 
/**
 * Whether the user is to say.
 */
open: boolean, 
/**
 * What is proposed; empty where nothing is.
 */
proposed: string, 
/**
 * Why; may be empty.
 */
reason: string, };

/**
 * What needs attention, for the sidebar.
 */
export type Counts = { 
/**
 * Matters on Today.
 */
today: number, 
/**
 * Proposals that wait for the client.
 */
proposals: number, 
/**
 * Overdue invoices.
 */
invoices: number, 
/**
 * Bank lines to explain.
 */
reconcile: number, 
/**
 * What differs in the connected ledger, and payments there that are not recorded here.
 */
sync: number, };

/**
 * Makes a book: the user's practice, empty.
 */
export type CreateBooks = { 
/**
 * Who the practice is.
 */
practice: PracticeForm, 
/**
 * A folder other than the usual one.
 */
folder: string | null, };

/**
 * Begins a proposal.
 */
export type CreateProposal = { 
/**
 * The client, if already known.
 */
client_id: string | null, 
/**
 * The template to begin from.
 */
template_id: string | null, };

/**
 * A credit report.
 */
export type CreditCheckForm = { 
/**
 * The client.
 */
client_id: string, 
/**
 * Who made it: Equifax, Experian, Creditsafe or another.
 */
source: string, 
/**
 * The day.
 */
checked_on: string, 
/**
 * The score in its words; may be empty.
 */
score: string, 
/**
 * How much credit it advises, as typed; may be empty.
 */
limit: string, 
/**
 * The day to look again; may be empty.
 */
review_on: string, 
/**
 * The report itself.
 */
report?: FileIn, };

/**
 * The credit reports on a client, the newest first.
 */
export type CreditCheckList = { 
/**
 * The reports.
 */
rows: Array<CreditCheckRow>, };

/**
 * A credit report in a list.
 */
export type CreditCheckRow = { 
/**
 * The report.
 */
id: string, 
/**
 * Who made it.
 */
source: string, 
/**
 * The day.
 */
checked_on: string, 
/**
 * The score in its words.
 */
score: string, 
/**
 * How much credit it advises.
 */
limit: Amount | null, 
/**
 * The day to look again.
 */
review_on: string | null, 
/**
 * The report itself: SHA-256 of its document.
 */
report: string | null, };

/**
 * A credit note to be.
 */
export type CreditForm = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * What is credited.
 */
what: CreditWish, 
/**
 * Why; printed on the credit note.
 */
reason: string, 
/**
 * What becomes of money already paid: `credit` keeps it for the client, `refund` marks it to
 * be paid back.
 */
rest: string, };

/**
 * What is credited of a line.
 */
export type CreditLineForm = { 
/**
 * The line.
 */
line_id: string, 
/**
 * Without tax, as typed.
 */
net: string, };

/**
 * A credit note that was issued.
 */
export type CreditNoteRow = { 
/**
 * The credit note.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The day it was issued.
 */
issued_on: string, 
/**
 * Why.
 */
reason: string, 
/**
 * With tax.
 */
total: Amount, 
/**
 * Money already paid that it freed.
 */
freed: Amount, 
/**
 * What becomes of that: `credit` or `refund`.
 */
rest: string, 
/**
 * The PDF: SHA-256, the name of its document.
 */
document: string, };

/**
 * What a credit note would do.
 */
export type CreditPreview = { 
/**
 * Without tax.
 */
net: Amount, 
/**
 * Tax.
 */
tax: Amount, 
/**
 * With tax.
 */
total: Amount, 
/**
 * What it takes off the open amount.
 */
applied: Amount, 
/**
 * Money already paid that it frees.
 */
freed: Amount, 
/**
 * What is still to pay on the invoice then.
 */
open: Amount, 
/**
 * What happens, a sentence each.
 */
words: Array<string>, };

/**
 * What a client paid that is joined to nothing.
 */
export type CreditRow = { 
/**
 * The client.
 */
client_id: string, 
/**
 * How much.
 */
credit: Amount, };

/**
 * What is to be credited of an invoice.
 */
export type CreditWish = { "kind": "whole" } | { "kind": "lines", 
/**
 * Lines with what is credited of them; an empty amount is none.
 */
lines: Array<CreditLineForm>, } | { "kind": "sum", 
/**
 * As typed.
 */
amount: string, };

/**
 * A stretch of days off, both ends included.
 */
export type DaysOffForm = { 
/**
 * The first day.
 */
from_on: string, 
/**
 * The last day; empty for one day.
 */
until_on: string, 
/**
 * What it is for: `Summer closure`. May be empty.
 */
name: string, };

/**
 * All stretches.
 */
export type DaysOffList = { 
/**
 * By day.
 */
rows: Array<DaysOffForm>, };

/**
 * Decides about a document that stands otherwise there.
 */
export type DecideConflict = { 
/**
 * Our row.
 */
key: string, 
/**
 * `keep_ours`, `take_theirs` or `detach`.
 */
decision: string, };

/**
 * Decides about what waits for the user.
 */
export type DecideEntry = { 
/**
 * Our row.
 */
key: string, 
/**
 * `link`: the client there is meant. `make`: a new one is made, or it is tried again.
 * `leave`: it is left out.
 */
decision: string, };

/**
 * A decision not to bill what the terms entitle to.
 */
export type DecidedRow = { 
/**
 * The charge.
 */
charge: ChargeKey, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * The service.
 */
service: string, 
/**
 * The days it covers, in words.
 */
period: string, 
/**
 * The day it fell due.
 */
due_on: string, 
/**
 * `waived`, `skipped`, `paused`, `repriced`, `credited` or `let_go`.
 */
kind: string, 
/**
 * What was decided, in words: `at 80.00 for this once`.
 */
words: string, 
/**
 * Why.
 */
reason: string, 
/**
 * The day it was decided.
 */
decided_on: string, 
/**
 * How much is not billed for it; below zero where more was agreed for once.
 */
amount: Amount, 
/**
 * The decision, by which it can be taken back; nothing for waivers and credit notes.
 */
decision_id: string | null, };

/**
 * A decision that stands.
 */
export type DecisionRow = { 
/**
 * The decision.
 */
id: string, 
/**
 * What was decided.
 */
words: string, 
/**
 * Why; may be empty.
 */
reason: string, 
/**
 * The day it was decided.
 */
decided_on: string, };

/**
 * The client said no.
 */
export type DeclineProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * Who said it.
 */
who: string, 
/**
 * Why; may be empty.
 */
reason: string, };

/**
 * Work done that a service bills by.
 */
export type Delivery = { 
/**
 * The delivery.
 */
id: string, 
/**
 * The day.
 */
delivered_on: string, 
/**
 * Hours, or how many; plain decimal.
 */
quantity: string, 
/**
 * What was done.
 */
note: string, 
/**
 * Whether it has been billed or waived, so that it can no longer be taken back.
 */
settled: boolean, };

/**
 * A demand to be made.
 */
export type DemandForm = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The invoices it is over.
 */
invoices: Array<string>, 
/**
 * `letter` or `mail`.
 */
channel: string, 
/**
 * Whether the debtor is a person, also one who trades alone; a consumer always is.
 */
person: boolean, 
/**
 * So many days to answer, as typed; empty for as many as the rule says.
 */
days: string, 
/**
 * Whether the forms that the rule wants go with it.
 */
forms_enclosed: boolean, 
/**
 * What it is about; empty together with the body for the program's words.
 */
subject: string, 
/**
 * The words; braces stand for what is filled in.
 */
body: string, };

/**
 * A demand before it is made.
 */
export type DemandPreview = { 
/**
 * What the letter is called: `Letter of claim`.
 */
title: string, 
/**
 * So many days at least.
 */
least_days: number, 
/**
 * The day by which they are to pay or to answer.
 */
answer_by: string, 
/**
 * What the rule says.
 */
rule: string, 
/**
 * Where it stands.
 */
source: string, 
/**
 * Whether the rule wants it posted.
 */
by_post: boolean, 
/**
 * The forms that the rule wants with it; may be empty.
 */
forms: string, 
/**
 * All that is asked for.
 */
total: Amount, 
/**
 * What that is made of, in words.
 */
says: string, 
/**
 * The subject.
 */
subject: string, 
/**
 * The words, with braces.
 */
body: string, 
/**
 * What the review says of them.
 */
findings: Array<FollowFinding>, 
/**
 * What keeps it from being made now.
 */
reasons: Array<string>, 
/**
 * The letter, base64.
 */
pdf: string, };

/**
 * A demand that was made.
 */
export type DemandRow = { 
/**
 * The demand.
 */
id: string, 
/**
 * The day it was made.
 */
made_on: string, 
/**
 * The day by which they are to pay or to answer.
 */
answer_by: string, 
/**
 * What was asked for.
 */
asked: Amount, 
/**
 * The letter: SHA-256 of its document.
 */
document: string, 
/**
 * The rule its term follows.
 */
source: string, };

/**
 * A difference the user names.
 */
export type DifferenceForm = { 
/**
 * `missing_line`, `extra_line`, `bank_error`, `opening` or `other`.
 */
cause: string, 
/**
 * How much more the bank states, as typed; negative where it states less.
 */
amount: string, 
/**
 * What it is.
 */
words: string, };

/**
 * A difference.
 */
export type DifferenceRow = { 
/**
 * Of what.
 */
what: string, 
/**
 * What we have.
 */
ours: string, 
/**
 * What stands there.
 */
theirs: string, };

/**
 * A named difference.
 */
export type DifferenceShown = { 
/**
 * What kind it is, in words.
 */
cause: string, 
/**
 * How much more the bank states because of it.
 */
amount: Amount, 
/**
 * What it is.
 */
words: string, };

/**
 * What came of a dispute.
 */
export type DisputeClosed = { 
/**
 * What was done about the invoice, in a sentence.
 */
words: string, 
/**
 * The credit note; nothing where none was issued.
 */
credit_note: CreditNoteRow | null, };

/**
 * A dispute.
 */
export type DisputeRow = { 
/**
 * The processor's name of it.
 */
reference: string, 
/**
 * How much.
 */
amount: Amount, 
/**
 * Why.
 */
reason: string, 
/**
 * Until when evidence counts.
 */
reply_by: string | null, 
/**
 * `open`, `under_review`, `won` or `lost`.
 */
state: string, };

/**
 * A clause in this letter's own words.
 */
export type DraftClause = { 
/**
 * The clause: `PAY-LATE`, or an id of the user's own.
 */
id: string, 
/**
 * The section of the letter, by name; not looked at where the library knows the clause.
 */
section: string, 
/**
 * The heading.
 */
heading: string, 
/**
 * The text with its placeholders.
 */
text: string, };

/**
 * How a letter's clauses differ from the practice's usual ones.
 */
export type DraftClauses = { 
/**
 * Clauses to have that are not usual.
 */
added: Array<string>, 
/**
 * Usual clauses to leave out.
 */
left_out: Array<string>, 
/**
 * Clauses in this letter's own words.
 */
own: Array<DraftClause>, 
/**
 * What fills the blanks, where it differs from the practice's values.
 */
values: { [key in string]: string }, 
/**
 * Remarks let pass.
 */
overrides: Array<Override>, };

/**
 * A discount on one line, as typed.
 */
export type DraftDiscount = { 
/**
 * `percent` or `amount`, of the price of one.
 */
kind: string, 
/**
 * How much.
 */
value: string, 
/**
 * Only the first periods of what recurs; empty for all of them.
 */
first_periods: string, 
/**
 * Only together with this line, counted from 0: a bundle.
 */
with: number | null, };

/**
 * A line of a draft. Text is as typed and kept as typed; what cannot be read is a problem.
 */
export type DraftLine = { 
/**
 * The service of the library it came from.
 */
service_id: string | null, 
/**
 * What kind of work it is: its own clauses come with it.
 */
kind: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What is done, for the letter.
 */
description: string, 
/**
 * How it is billed.
 */
billing: Billing, 
/**
 * How many, as typed; for hourly lines the hours expected.
 */
quantity: string, 
/**
 * Price of one, as typed; not looked at unless the pricing is fixed.
 */
price: string, 
/**
 * How it is priced.
 */
pricing: Pricing, 
/**
 * How it is taxed: `usual`, `none`, a treatment of the place or a rate of the user's own.
 */
tax: string, 
/**
 * To whom it is offered.
 */
offered: Offered, 
/**
 * What is taken off.
 */
discount: DraftDiscount | null, 
/**
 * Per cent of a price on completion that is paid at the start, as typed; empty for none.
 */
deposit_percent: string, };

/**
 * An option of a draft.
 */
export type DraftOption = { 
/**
 * Its name: `Essentials`.
 */
name: string, 
/**
 * Who it is for, one line; may be empty.
 */
about: string, };

/**
 * Somebody who signs for the client.
 */
export type DraftSignatory = { 
/**
 * The name; empty uses the client's contact.
 */
name: string, 
/**
 * In what capacity: `owner`, `director`; may be empty.
 */
capacity: string, 
/**
 * The address the letter goes to; empty uses the client's.
 */
email: string, };

/**
 * A band of quantities, as typed.
 */
export type DraftTier = { 
/**
 * The smallest quantity in it.
 */
from: string, 
/**
 * The price of one.
 */
price: string, };

/**
 * What was earned of a client.
 */
export type EarnedRow = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * Between the two days, without tax, credit notes and voids taken off.
 */
now: Amount, 
/**
 * In the days before.
 */
before: Amount, 
/**
 * Of all that was earned, per cent; nothing where nothing was.
 */
share: string | null, };

/**
 * Takes a demand as settled.
 */
export type EndDemand = { 
/**
 * The demand.
 */
id: string, 
/**
 * Why.
 */
reason: string, };

/**
 * Ends a plan.
 */
export type EndPlan = { 
/**
 * The plan.
 */
id: string, 
/**
 * Why; kept with it.
 */
reason: string, };

/**
 * One thing that was looked at.
 */
export type EvidenceFinding = { 
/**
 * `right`, `wrong` or `note`.
 */
verdict: string, 
/**
 * The file it is about, or the seal, the archive, the list.
 */
subject: string, 
/**
 * The sentence.
 */
text: string, };

/**
 * What a check of an evidence pack found.
 */
export type EvidenceReport = { 
/**
 * Whether nothing is wrong.
 */
right: boolean, 
/**
 * One sentence for all of it.
 */
summary: string, 
/**
 * Whether this practice sealed it with a key of its own.
 */
ours: boolean, 
/**
 * Whom and what it is about: label and value.
 */
about: Array<[string, string]>, 
/**
 * Everything that was looked at.
 */
findings: Array<EvidenceFinding>, };

/**
 * What is expected in a week.
 */
export type ExpectedWeek = { 
/**
 * The week's Monday.
 */
key: string, 
/**
 * `Nov 23`.
 */
label: string, 
/**
 * Invoices already issued, by due date; what is overdue stands in the first week.
 */
invoiced: Amount, 
/**
 * Charges that agreements will make, by due date, with tax.
 */
agreed: Amount, 
/**
 * How many rows are behind it.
 */
count: number, };

/**
 * What the user says a line is.
 */
export type Explain = { "kind": "invoices", 
/**
 * The client.
 */
client_id: string, 
/**
 * What it pays, in order: each is filled up to what is open on it.
 */
invoices: Array<string>, } | { "kind": "recorded_payment", 
/**
 * The payment.
 */
payment_id: string, } | { "kind": "payout", 
/**
 * The payout.
 */
payout_id: string, } | { "kind": "not_an_invoice", 
/**
 * `fee`, `interest`, `transfer`, `owner`, `not_mine`, `expense`, `other`, or `expense:`
 * and a category: `expense:rent`.
 */
category: string, 
/**
 * A note; may be empty.
 */
note: string, } | { "kind": "transfer", 
/**
 * The other line.
 */
other_line_id: string, } | { "kind": "split", 
/**
 * The parts, in order.
 */
parts: Array<SplitPart>, } | { "kind": "set_aside", 
/**
 * Why.
 */
reason: string, };

/**
 * A part of a line's money for an invoice.
 */
export type ExplainedPart = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * Owed before.
 */
open: Amount, 
/**
 * Paid by this line.
 */
amount: Amount, };

/**
 * One way to explain a line.
 */
export type Explanation = { 
/**
 * `invoices`, `recorded_payment`, `payout` or `credit`.
 */
kind: string, 
/**
 * `certain`, `likely` or `possible`.
 */
certainty: string, 
/**
 * The sentence: `Alder Bakery pays INV-0042 in full.`
 */
sentence: string, 
/**
 * The client; nothing for `payout`.
 */
client_id: string | null, 
/**
 * The payment that is already recorded, for `recorded_payment`.
 */
payment_id: string | null, 
/**
 * The payout with what it is made of, for `payout`.
 */
payout: PayoutRow | null, 
/**
 * What it pays.
 */
parts: Array<ExplainedPart>, 
/**
 * What would become the client's credit.
 */
credit: Amount, 
/**
 * The line less its parts and credit; zero for every explanation that can be accepted.
 */
difference: Amount, 
/**
 * Evidence for it.
 */
why: Array<string>, 
/**
 * What would make it wrong.
 */
wrong_if: Array<string>, 
/**
 * What happens next.
 */
after: Array<string>, };

/**
 * A format.
 */
export type ExportFormat = { 
/**
 * Its name.
 */
format: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * What it holds and where it is imported.
 */
about: string, 
/**
 * Whether it names an account of sales, as the other program knows it.
 */
names_account: boolean, };

/**
 * Asks for the ledger as a file.
 */
export type ExportLedger = { 
/**
 * The last day.
 */
until: string, 
/**
 * `csv`, `json` or `journal`, the plain text that hledger and its kin read.
 */
format: string, };

/**
 * The formats, and the files that were made.
 */
export type ExportPage = { 
/**
 * What can be made.
 */
formats: Array<ExportFormat>, 
/**
 * What was made, the newest first.
 */
made: Array<ExportRow>, };

/**
 * What a file would hold.
 */
export type ExportPreview = { 
/**
 * How many documents.
 */
documents: number, 
/**
 * What they come to, by currency.
 */
totals: Array<Amount>, 
/**
 * How many of these days such a file holds already.
 */
before: number, 
/**
 * What of these days it cannot hold, and why.
 */
left_out: Array<string>, };

/**
 * A file that was made.
 */
export type ExportRow = { 
/**
 * The export.
 */
id: string, 
/**
 * What its format is called.
 */
label: string, 
/**
 * From this day.
 */
from: string, 
/**
 * Through this day.
 */
until: string, 
/**
 * When it was made.
 */
made_at: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How many documents it holds.
 */
documents: number, };

/**
 * Why a command was refused.
 */
export type Failure = { 
/**
 * What the window may branch on.
 */
code: Code, 
/**
 * One sentence for the person: what happened, what it means, what to do.
 */
message: string, 
/**
 * The field of the question that the sentence belongs under, `lines.2.price` for parts.
 */
field: string | null, };

/**
 * What each way to be paid cost in a time. Currencies stand apart; each of the three lists adds up
 * to `together`.
 */
export type FeeReport = { 
/**
 * By processor.
 */
processors: Array<FeeRow>, 
/**
 * By kind of method.
 */
methods: Array<FeeRow>, 
/**
 * By client, by name.
 */
clients: Array<FeeRow>, 
/**
 * For each currency.
 */
together: Array<FeeRow>, 
/**
 * Fees of payouts that belong to no payment, as for a month.
 */
own: Array<OwnFee>, };

/**
 * What one way cost.
 */
export type FeeRow = { 
/**
 * The processor's name, the kind of method, or the client's name.
 */
name: string, 
/**
 * The client; nothing for the others.
 */
client_id: string | null, 
/**
 * How many payments.
 */
count: number, 
/**
 * What clients paid and did not take back.
 */
gross: Amount, 
/**
 * What the processor kept.
 */
fee: Amount, 
/**
 * What clients paid on top of what they owed, for that.
 */
passed_on: Amount, 
/**
 * The fee in a hundred of it, `2.97`; nothing where nothing came in.
 */
per_cent: string | null, };

/**
 * A key figure with the line under it.
 */
export type Figure = { 
/**
 * `bank`, `owed`, `overdue`, `due_in` or `received`.
 */
key: string, 
/**
 * Its name: `Owed to you`.
 */
label: string, 
/**
 * The amount; none where nothing is known yet.
 */
amount: Amount | null, 
/**
 * `11 invoices, 7 clients`.
 */
note: string, };

/**
 * A term or figure that changed.
 */
export type FigureChange = { 
/**
 * What: `Monthly bookkeeping, price`.
 */
what: string, 
/**
 * Before; empty when it is new.
 */
before: string, 
/**
 * After; empty when it is gone.
 */
after: string, };

/**
 * A possible answer.
 */
export type FileChoice = { 
/**
 * The value for the field.
 */
value: string, 
/**
 * What it would mean: `3 April 2026 for 03/04/2026`.
 */
words: string, 
/**
 * How to read the file when it is chosen.
 */
mapping: StatementMapping, };

/**
 * A column of the file.
 */
export type FileColumn = { 
/**
 * Counted from 0.
 */
index: number, 
/**
 * Its head.
 */
head: string, 
/**
 * Its first values that are not empty, three at most.
 */
examples: Array<string>, };

/**
 * A file the user picked: its name and its bytes in base64. Paths never cross this border.
 */
export type FileIn = { 
/**
 * The name without its folder.
 */
name: string, 
/**
 * The bytes, standard base64 with padding.
 */
content: string, };

/**
 * A file for the user: what [`FileIn`] is, with its media type.
 */
export type FileOut = { 
/**
 * A file name that is safe on every system.
 */
name: string, 
/**
 * `application/pdf`, `image/png` and so on.
 */
media_type: string, 
/**
 * The bytes, standard base64 with padding.
 */
content: string, };

/**
 * Something about the file that only the user knows.
 */
export type FileQuestion = { 
/**
 * The field of the mapping that answers it: `date_order`, `amount`…
 */
field: string, 
/**
 * The question, in words.
 */
text: string, 
/**
 * The answers to choose from: value and words, with an example from the file.
 */
choices: Array<FileChoice>, };

/**
 * Fills a blank in every letter.
 */
export type FillBlank = { 
/**
 * The placeholder's name.
 */
name: string, 
/**
 * What fills it; empty for what is usual.
 */
value: string, };

/**
 * What was typed.
 */
export type Find = { 
/**
 * Part of a name, a number or an amount.
 */
text: string, };

/**
 * Looks for open invoices to explain a line with.
 */
export type FindInvoices = { 
/**
 * The line.
 */
line_id: string, 
/**
 * Part of a client's name, a number or an amount; empty lists those nearest in amount.
 */
text: string, };

/**
 * The board.
 */
export type FollowBoard = { 
/**
 * Who owes, the most that is late first.
 */
rows: Array<FollowedRow>, 
/**
 * Open, in the home currency.
 */
open: Amount, 
/**
 * Past due.
 */
late: Amount, 
/**
 * In dispute.
 */
disputed: Amount, 
/**
 * On its way, or to be collected from a method on file.
 */
in_flight: Amount, 
/**
 * On a plan that is offered or kept.
 */
planned: Amount, 
/**
 * Whether messages leave by themselves.
 */
by_itself: boolean, 
/**
 * The letters that were made and are not posted yet.
 */
to_post: Array<LetterToPost>, };

/**
 * A remark on the words of a message.
 */
export type FollowFinding = { 
/**
 * Whether the message may not leave like this.
 */
blocks: boolean, 
/**
 * The words it is about.
 */
phrase: string, 
/**
 * Why, and what to do.
 */
words: string, };

/**
 * How clients are followed up.
 */
export type FollowPolicy = { 
/**
 * Whether messages leave by themselves, those that need no yes.
 */
by_itself: boolean, 
/**
 * How old what is known of payments may be, in days.
 */
fresh_days: number, 
/**
 * Messages leave from this hour on.
 */
from_hour: number, 
/**
 * Up to this hour.
 */
until_hour: number, 
/**
 * The steps of each tier.
 */
tiers: Array<FollowTier>, };

/**
 * A message as it would leave now.
 */
export type FollowPreview = { 
/**
 * What it is: `Second reminder`.
 */
label: string, 
/**
 * `mail` or `letter`.
 */
channel: string, 
/**
 * `friendly`, `direct` or `formal`.
 */
tone: string, 
/**
 * To whom: an address for e-mail, or of a house with a line each.
 */
to: string, 
/**
 * The subject.
 */
subject: string, 
/**
 * The body; of a letter, with braces where its table, ways to pay and signature stand.
 */
body: string, 
/**
 * The letter on paper, base64; nothing of an e-mail.
 */
pdf: string | null, 
/**
 * The names of its files.
 */
files: Array<string>, 
/**
 * What the review says of its words.
 */
findings: Array<FollowFinding>, 
/**
 * What keeps it from leaving now; empty lets it.
 */
reasons: Array<string>, };

/**
 * What was done by itself.
 */
export type FollowRun = { 
/**
 * How many messages were written into the outbox.
 */
sent: number, 
/**
 * How many wait for the user's yes.
 */
waiting: number, 
/**
 * How many wait for something else.
 */
held: number, };

/**
 * A step of a policy.
 */
export type FollowStep = { 
/**
 * Days after the due date; before it where below zero.
 */
days: number, 
/**
 * `mail`, `letter` or `call`.
 */
channel: string, 
/**
 * What it says, by name.
 */
says: string, 
/**
 * `friendly`, `direct` or `formal`.
 */
tone: string, 
/**
 * Whether the user reads it first.
 */
approve: boolean, };

/**
 * The steps of a tier.
 */
export type FollowTier = { 
/**
 * `usual`, `gentle` or `firm`.
 */
tier: string, 
/**
 * In order.
 */
steps: Array<FollowStep>, };

/**
 * The words of a step in a tone.
 */
export type FollowWords = { 
/**
 * The subject, with placeholders in braces.
 */
subject: string, 
/**
 * The body.
 */
body: string, 
/**
 * Whether these are the user's own.
 */
own: boolean, 
/**
 * What can stand in braces.
 */
placeholders: Array<string>, };

/**
 * Words with an example in the place of a client.
 */
export type FollowWordsExample = { 
/**
 * The subject.
 */
subject: string, 
/**
 * The body.
 */
body: string, 
/**
 * What the review says.
 */
findings: Array<FollowFinding>, };

/**
 * A client who owes.
 */
export type FollowedRow = { 
/**
 * The client.
 */
client_id: string, 
/**
 * Its name.
 */
client: string, 
/**
 * `usual`, `gentle`, `firm` or `never`.
 */
tier: string, 
/**
 * `none`, `hardship`, `insolvency` or `death`.
 */
circumstance: string, 
/**
 * Open, in the home currency.
 */
open: Amount, 
/**
 * Open and past due, in the home currency.
 */
late: Amount, 
/**
 * In dispute, in the home currency.
 */
disputed: Amount, 
/**
 * Open in other currencies.
 */
others: Array<Amount>, 
/**
 * How many invoices are open.
 */
invoices: number, 
/**
 * How many days the oldest is past due; below zero where none is.
 */
days_late: number, 
/**
 * A message that may leave with the user's yes, or by itself.
 */
message: SaidNext | null, 
/**
 * A call to make.
 */
call: SaidNext | null, 
/**
 * What comes after that, or instead.
 */
next: SaidNext | null, 
/**
 * Why the last message to their address did not arrive.
 */
came_back: string | null, 
/**
 * Whether something that does not pass within days keeps messages from leaving.
 */
on_hold: boolean, 
/**
 * The day on which a plan of theirs broke that is still owed.
 */
plan_broken_on: string | null, 
/**
 * The day on which the term of a formal demand passed, where nothing was decided since.
 */
demand_passed_on: string | null, 
/**
 * What keeps a message from leaving now, in words.
 */
reasons: Array<string>, 
/**
 * Whether the user may send the message now, which leaves when messages may, or print it.
 */
can_send: boolean, 
/**
 * Whether they are on the watch list.
 */
watched: boolean, };

/**
 * The forecast, home currency.
 */
export type ForecastPage = { 
/**
 * Its weeks or months.
 */
rows: Array<ForecastRow>, 
/**
 * What comes in all of them.
 */
received: BandRow, 
/**
 * What of the expected comes after them.
 */
later: BandRow, 
/**
 * What there is now; nothing where no bank statement says.
 */
opening: Amount | null, 
/**
 * What of the middle of `received` is set aside for tax.
 */
set_aside: Amount, 
/**
 * That in per cent.
 */
set_aside_percent: string, 
/**
 * What is expected, by where it comes from.
 */
sources: Array<ForecastSource>, 
/**
 * The clients of whom most is expected.
 */
top: Array<string>, 
/**
 * When there may be less than nothing left, in a sentence.
 */
short: string | null, 
/**
 * What keeps the forecast from saying more, a sentence each.
 */
remarks: Array<string>, };

/**
 * A week or month.
 */
export type ForecastRow = { 
/**
 * Its first day, by which its rows are asked for.
 */
key: string, 
/**
 * `Nov 23`, `Dec 2026`.
 */
label: string, 
/**
 * Its last day.
 */
until: string, 
/**
 * What comes in it.
 */
received: BandRow, 
/**
 * What goes out in it as planned.
 */
planned: Amount, 
/**
 * What is left at its end, after what goes out and is set aside.
 */
left: BandRow, };

/**
 * What a forecast is made of.
 */
export type ForecastSource = { 
/**
 * Its name for ever: `open`.
 */
key: string, 
/**
 * For people.
 */
label: string, 
/**
 * How many rows.
 */
count: number, 
/**
 * All that is due within the forecast, whether it comes in it or not.
 */
amount: Amount, 
/**
 * When it is taken to come.
 */
how: string, };

/**
 * How many forecasts were kept.
 */
export type ForecastsKept = { 
/**
 * How many.
 */
count: number, };

/**
 * Brings back what was forgotten of a client's payers.
 */
export type ForgottenPayers = { 
/**
 * The client.
 */
id: string, 
/**
 * The instant up to which they were forgotten before; nothing if they never were.
 */
forgotten_at: string | null, };

/**
 * A client that may have paid.
 */
export type FoundClient = { 
/**
 * The client.
 */
client_id: string, 
/**
 * Its name.
 */
client: string, };

/**
 * An open invoice that a line may pay.
 */
export type FoundInvoice = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * Still owed.
 */
open: Amount, };

/**
 * Open invoices, the best first.
 */
export type FoundInvoices = { 
/**
 * Rows, 50 at most.
 */
rows: Array<FoundInvoice>, 
/**
 * Clients of that name, whose credit the line would become; 10 at most, none without text.
 */
clients: Array<FoundClient>, 
/**
 * Recorded payments of exactly the line that no bank line shows yet, and others of that
 * text; 20 at most.
 */
payments: Array<FoundPayment>, };

/**
 * A recorded payment that may have reached the bank.
 */
export type FoundPayment = { 
/**
 * The payment.
 */
payment_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day it was received.
 */
received_on: string, 
/**
 * Its reference; may be empty.
 */
reference: string, 
/**
 * How much.
 */
amount: Amount, 
/**
 * Whether it is exactly the line's amount.
 */
exact: boolean, };

/**
 * A file of the pack.
 */
export type HandOffFile = { 
/**
 * Its name in the pack.
 */
name: string, 
/**
 * What it is.
 */
what: string, 
/**
 * Whether it goes along.
 */
taken: boolean, 
/**
 * What of a text file will be read there; empty for a PDF.
 */
text: string, };

/**
 * A debt to be handed off.
 */
export type HandOffForm = { 
/**
 * The client.
 */
client_id: string, 
/**
 * `agency`, `solicitor` or `court`.
 */
goes_to: string, 
/**
 * By name.
 */
name: string, 
/**
 * Why; kept here and not in the pack.
 */
reason: string, 
/**
 * The files to leave out, by name.
 */
left_out: Array<string>, };

/**
 * The hand-offs of a client, the newest first.
 */
export type HandOffList = { 
/**
 * The hand-offs.
 */
rows: Array<HandOffRow>, };

/**
 * A pack before it is made.
 */
export type HandOffPreview = { 
/**
 * What is owed today, late charges and interest with it.
 */
owed: Amount, 
/**
 * What it is made of, in words.
 */
says: string, 
/**
 * The files.
 */
files: Array<HandOffFile>, 
/**
 * What never goes along, a sentence each.
 */
never: Array<string>, 
/**
 * What is to be thought of, a sentence each.
 */
remarks: Array<string>, 
/**
 * The cover, base64.
 */
pdf: string, };

/**
 * A hand-off.
 */
export type HandOffRow = { 
/**
 * The hand-off.
 */
id: string, 
/**
 * `HP-0001`.
 */
number: string, 
/**
 * `agency`, `solicitor` or `court`.
 */
goes_to: string, 
/**
 * By name.
 */
name: string, 
/**
 * Why.
 */
reason: string, 
/**
 * What was owed.
 */
owed: Amount, 
/**
 * The day.
 */
handed_on: string, 
/**
 * The day it was taken back.
 */
recalled_on: string | null, 
/**
 * The pack: SHA-256 of its document.
 */
pack: string, 
/**
 * What came.
 */
recoveries: Array<RecoveryRow>, };

/**
 * A journal entry for people.
 */
export type Happening = { 
/**
 * Its place in the journal, counted from 1.
 */
seq: number, 
/**
 * When, as an instant.
 */
at: string, 
/**
 * The noun of its command: `invoices`, `payments`; picks the icon.
 */
noun: string, 
/**
 * What happened, in a sentence.
 */
words: string, 
/**
 * The client it is about.
 */
client_id: string | null, 
/**
 * How to undo it, if it can be undone.
 */
undo: Undo | null, };

/**
 * A charge that is not billed as it is.
 */
export type HeldCharge = { 
/**
 * The charge.
 */
charge: PreviewCharge, 
/**
 * `beyond_cap`, `paused` or `skipped`.
 */
why: string, };

/**
 * A charge that waits for a decision.
 */
export type HeldRow = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * The charge.
 */
charge: ChargeRow, };

/**
 * A part of the history, the newest first.
 */
export type History = { 
/**
 * Rows.
 */
rows: Array<Happening>, 
/**
 * All entries after the filter.
 */
count: number, };

/**
 * Something that was said, by either side.
 */
export type HistoryRow = { 
/**
 * The message or call.
 */
id: string, 
/**
 * `mail`, `letter` or `call`; `reply` of what the client answered.
 */
channel: string, 
/**
 * The day.
 */
on: string, 
/**
 * The subject.
 */
subject: string, 
/**
 * The words.
 */
body: string, 
/**
 * Where it stands: a state of the outbox, `to_post` or `posted`, an outcome of a call,
 * `held_back`, `came_back`, or `received`.
 */
state: string, 
/**
 * Why it was held back, why it could not be delivered, or who answered; may be empty.
 */
why: string, 
/**
 * The letter on paper, or the message as it was attached: SHA-256 of its document.
 */
document: string | null, };

/**
 * A place to go.
 */
export type Hit = { 
/**
 * `client`, `proposal`, `agreement` or `invoice`.
 */
kind: string, 
/**
 * Its name or number.
 */
title: string, 
/**
 * What tells it from others.
 */
detail: string, 
/**
 * Where it is.
 */
go: string, };

/**
 * Places, the best first.
 */
export type Hits = { 
/**
 * Ten at most.
 */
rows: Array<Hit>, };

/**
 * A hold.
 */
export type HoldRow = { 
/**
 * The hold.
 */
id: string, 
/**
 * The last day.
 */
until: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Whether it holds today.
 */
holds: boolean, };

/**
 * A field that a column of the file can fill.
 */
export type ImportField = { 
/**
 * Its name in the mapping.
 */
name: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Whether nothing comes without it.
 */
needed: boolean, };

/**
 * Values of an index, one a line: the day, a comma or a tab, and the points.
 */
export type ImportIndexValues = { 
/**
 * The index.
 */
name: string, 
/**
 * The lines.
 */
text: string, 
/**
 * Where they were published; may be empty.
 */
source: string, };

/**
 * What the file holds, read with the mapping.
 */
export type ImportPreview = { 
/**
 * Whose export it is: `Xero`, `QuickBooks`, `Ignition`, or nothing.
 */
recognised: string | null, 
/**
 * The encoding it was read with.
 */
encoding: string, 
/**
 * All columns.
 */
columns: Array<FileColumn>, 
/**
 * What they can fill.
 */
fields: Array<ImportField>, 
/**
 * The mapping used.
 */
mapping: { [key in string]: number[] }, 
/**
 * What the cells of the rows are.
 */
titles: Array<ImportTitle>, 
/**
 * Every row that speaks of something, in the file's order.
 */
rows: Array<ImportRow>, 
/**
 * How many add something.
 */
adds: number, 
/**
 * How many are like something in the book.
 */
differs: number, 
/**
 * How many have nothing to bring.
 */
known: number, 
/**
 * How many cannot come.
 */
refused: number, 
/**
 * What those that add something come to: `3 open invoices, 2,150.00`.
 */
summary: string, 
/**
 * Of agreements: the first day that is billed here.
 */
bills_from: string | null, };

/**
 * A row of the file and what would become of it.
 */
export type ImportRow = { 
/**
 * The line in the file, counted from 1.
 */
line: number, 
/**
 * A text for each title.
 */
cells: Array<string>, 
/**
 * `adds`; `differs` where the book has something like it, so that it comes only if it is
 * asked for; `known` where there is nothing to bring; `refused`.
 */
outcome: string, 
/**
 * Why, or what comes with it; may be empty.
 */
note: string, };

/**
 * Imports a statement: all of it in one, undoable in one.
 */
export type ImportStatement = { 
/**
 * The account; none makes one named after the file's account.
 */
account_id: string | null, 
/**
 * The file.
 */
file: FileIn, 
/**
 * The mapping that was previewed.
 */
mapping: StatementMapping | null, };

/**
 * A column of the rows that are shown.
 */
export type ImportTitle = { 
/**
 * What it is called.
 */
title: string, 
/**
 * Whether it holds figures.
 */
figures: boolean, };

/**
 * What an import did.
 */
export type Imported = { 
/**
 * The import, by which it can be undone.
 */
id: string, 
/**
 * How many rows were brought over.
 */
added: number, 
/**
 * How many clients were added with them.
 */
clients: number, 
/**
 * What was brought over: `3 open invoices, 2,150.00`.
 */
words: string, 
/**
 * Rows that could not be brought over.
 */
rejected: Array<RejectedRow>, 
/**
 * Rows left out by the user, or because the book has something like them.
 */
left_out: number, };

/**
 * A payout on its way.
 */
export type InTransit = { 
/**
 * The processor.
 */
processor: string, 
/**
 * The day it arrives.
 */
arrives_on: string, 
/**
 * The processor's name for it; may be empty.
 */
trace: string, 
/**
 * Whether the bank sent it back, and that is what is missing.
 */
returned: boolean, 
/**
 * How much.
 */
amount: Amount, };

/**
 * A published value of an index.
 */
export type IndexValueRow = { 
/**
 * The index: `CPI-U, all items`.
 */
name: string, 
/**
 * The day or the first day of the month it is for.
 */
on: string, 
/**
 * Its points, as typed.
 */
value: string, 
/**
 * Where it was published; may be empty.
 */
source: string, };

/**
 * The page, home currency.
 */
export type InsightsPage = { 
/**
 * Owed, by age.
 */
ageing: Ageing, 
/**
 * Received in each of the last twelve months, this one last.
 */
received: Array<Bar>, 
/**
 * Sum of `received`.
 */
received_total: Amount, 
/**
 * Expected in the next 90 days, by week.
 */
expected: Array<ExpectedWeek>, 
/**
 * Sum of `expected`.
 */
expected_total: Amount, 
/**
 * Days from issue to payment over the last twelve months, weighted by amount.
 */
days_to_pay: number | null, 
/**
 * What recurs in a month over all agreements, without tax, each spread over its period.
 */
recurring_month: Amount, };

/**
 * An instalment.
 */
export type InstalmentRow = { 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * How much.
 */
amount: Amount, };

/**
 * A dispute.
 */
export type InvoiceDisputeRow = { 
/**
 * The dispute.
 */
id: string, 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
invoice: string, 
/**
 * How much.
 */
amount: Amount, 
/**
 * What it is about, by name.
 */
about: string, 
/**
 * What the client says.
 */
words: string, 
/**
 * The first day.
 */
opened_on: string, 
/**
 * The day by which to answer.
 */
reply_by: string, 
/**
 * What came of it, once it is closed.
 */
outcome: string | null, 
/**
 * What was answered.
 */
answer: string, 
/**
 * How many days it has lasted.
 */
days: number, };

/**
 * A line of an invoice.
 */
export type InvoiceLine = { 
/**
 * The line.
 */
id: string, 
/**
 * What for.
 */
description: string, 
/**
 * The period in words.
 */
period: string, 
/**
 * How many, plain decimal.
 */
quantity: string, 
/**
 * Price of one.
 */
price: Amount, 
/**
 * Without tax.
 */
net: Amount, 
/**
 * `VAT 20%`, or empty.
 */
tax_words: string, 
/**
 * Tax.
 */
tax: Amount, 
/**
 * What can still be credited of it, without tax.
 */
creditable: Amount, };

/**
 * A part of the list, with the sums of all of it.
 */
export type InvoiceList = { 
/**
 * The rows asked for.
 */
rows: Array<InvoiceRow>, 
/**
 * How many there are in the view after the filter.
 */
count: number, 
/**
 * Sum of `total` over all of them, home currency.
 */
total: Amount, 
/**
 * Sum of what was paid over all of them.
 */
paid: Amount, 
/**
 * Sum of `open` over all of them.
 */
open: Amount, 
/**
 * What is owed in other currencies.
 */
others: Array<Amount>, 
/**
 * How many there are in each view, without the filter.
 */
views: InvoiceViews, 
/**
 * What is owed, by age.
 */
ageing: Ageing, };

/**
 * An invoice's page.
 */
export type InvoicePage = { 
/**
 * The row of the list.
 */
row: InvoiceRow, 
/**
 * Its lines.
 */
lines: Array<InvoiceLine>, 
/**
 * Sum without tax.
 */
net: Amount, 
/**
 * Sum of tax.
 */
tax: Amount, 
/**
 * The sums by tax and rate, in the order of the lines.
 */
taxes: Array<TaxRow>, 
/**
 * What is to be said of the tax: a reverse charge, an exemption.
 */
tax_notes: Array<string>, 
/**
 * How tax is rounded, in words.
 */
rounding_words: string, 
/**
 * Payments joined to it.
 */
payments: Array<InvoicePayment>, 
/**
 * The PDF: SHA-256, the name of its document.
 */
document: string, 
/**
 * The agreement it bills; none where it was brought over.
 */
agreement_id: string | null, 
/**
 * What happened to it, the newest first.
 */
timeline: Array<Happening>, 
/**
 * The receipt, once paid: SHA-256, the name of its document.
 */
receipt: string | null, 
/**
 * The credit notes on it, in order.
 */
credit_notes: Array<CreditNoteRow>, 
/**
 * What was given up of it and not taken back.
 */
write_offs: Array<WriteOffRow>, 
/**
 * Why and when it was voided.
 */
void: VoidRow | null, 
/**
 * Until when it can be taken to court, where it is open and that is known.
 */
limitation: LimitationRow | null, 
/**
 * What can still be credited, with tax.
 */
creditable: Amount, 
/**
 * Why it cannot be voided; none if it can.
 */
keeps_from_void: string | null, };

/**
 * The newest page of an invoice, where it ever had one.
 */
export type InvoicePayPage = { 
/**
 * The page.
 */
page: PayPageRow | null, };

/**
 * Money that was joined to an invoice.
 */
export type InvoicePayment = { 
/**
 * The payment.
 */
payment_id: string, 
/**
 * The allocation, by which it can be taken back.
 */
allocation_id: string, 
/**
 * The day it was received.
 */
received_on: string, 
/**
 * `transfer`, `cheque`, `cash` or `card`.
 */
method: string, 
/**
 * Reference of the payment.
 */
reference: string, 
/**
 * The part joined to this invoice.
 */
amount: Amount, };

/**
 * An invoice in a list.
 */
export type InvoiceRow = { 
/**
 * The invoice.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name as printed.
 */
client: string, 
/**
 * What it is for: its first line and how many more.
 */
about: string, 
/**
 * The day it was issued.
 */
issued_on: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * `open`, `part_paid`, `overdue`, `paid`, `void`, `credited` or `written_off`.
 */
state: string, 
/**
 * Days past the due date, for what is open; 0 otherwise.
 */
days_late: number, 
/**
 * The day the last money was received, once paid.
 */
paid_on: string | null, 
/**
 * With tax.
 */
total: Amount, 
/**
 * Still owed.
 */
open: Amount, 
/**
 * Taken back by credit notes.
 */
credited: Amount, 
/**
 * Given up.
 */
written_off: Amount, };

/**
 * How many invoices each view holds.
 */
export type InvoiceViews = { 
/**
 * All.
 */
all: number, 
/**
 * Not fully paid.
 */
open: number, 
/**
 * Not fully paid, past the due date.
 */
overdue: number, 
/**
 * Fully paid.
 */
paid: number, 
/**
 * Issued by mistake.
 */
void: number, 
/**
 * With something credited.
 */
credited: number, 
/**
 * With something written off.
 */
written_off: number, };

/**
 * Bills charges.
 */
export type IssueCharges = { 
/**
 * Which charges.
 */
charges: Array<ChargeKey>, 
/**
 * `own_date` dates each invoice on the day its charges fell due; `today` dates it today.
 */
date: string, 
/**
 * One invoice a client instead of one for each agreement (or client billed together) and day.
 */
merge: boolean, 
/**
 * How many invoices at most; left out, all. What is left comes back as `rest`.
 */
most: number | null, };

/**
 * A job.
 */
export type JobRow = { 
/**
 * The job.
 */
id: string, 
/**
 * What it does, in words.
 */
words: string, 
/**
 * `waiting`, `running`, `done`, `failed` or `cancelled`.
 */
state: string, 
/**
 * Why it failed.
 */
failure: string | null, };

/**
 * What a jurisdiction sets until the user says otherwise.
 */
export type JurisdictionDefaults = { 
/**
 * `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
 */
jurisdiction: string, 
/**
 * The country's name.
 */
country: string, 
/**
 * Home currency.
 */
currency: string, 
/**
 * What the tax on sales is called: `Sales tax`, `VAT`, `GST`.
 */
tax_name: string, 
/**
 * How services there are usually taxed by a practice that is registered; `none` where no law
 * of the whole place says so.
 */
usual_tax: string, 
/**
 * What can be usual there, no tax first.
 */
usual_taxes: Array<TreatmentRow>, 
/**
 * What the registration is called: `VAT registration number`.
 */
tax_registration_name: string, 
/**
 * What a region is called: `State`, `Province`, `County`.
 */
region_name: string, 
/**
 * `Letter` or `A4`.
 */
paper: string, 
/**
 * `month_first` or `day_first`.
 */
date_style: string, 
/**
 * Time zones to offer, the usual one first.
 */
time_zones: Array<string>, 
/**
 * Days from issue to due.
 */
payment_days: number, 
/**
 * What the letters follow: one sentence.
 */
letter_note: string, };

/**
 * How patiently a client is followed up, and what they are in.
 */
export type KeepFollowing = { 
/**
 * The client.
 */
client_id: string, 
/**
 * `usual`, `gentle`, `firm` or `never`.
 */
tier: string, 
/**
 * `none`, `hardship`, `insolvency` or `death`; never told to anybody.
 */
circumstance: string, 
/**
 * The zone of their clock, one of those that are offered; empty where the practice is.
 */
time_zone: string, };

/**
 * Keeps the letter by which an agreement was agreed elsewhere.
 */
export type KeepLetter = { 
/**
 * The agreement.
 */
id: string, 
/**
 * The letter: a PDF, a picture, a message or text; nothing takes it off again.
 */
file: FileIn | null, };

/**
 * A client promised to pay.
 */
export type KeepPromise = { 
/**
 * The client.
 */
client_id: string, 
/**
 * How much, in the currency the client is billed in, as typed.
 */
amount: string, 
/**
 * By which day.
 */
promised_for: string, 
/**
 * In whose words.
 */
words: string, };

/**
 * A reference rate of the user's own.
 */
export type KeepReference = { 
/**
 * `bank_of_england` or `central_bank`.
 */
series: string, 
/**
 * A day of the half-year.
 */
half: string, 
/**
 * Per cent a year, as typed.
 */
per_cent: string, };

/**
 * How much is set aside.
 */
export type KeepSetAside = { 
/**
 * Of a hundred, plain decimal.
 */
percent: string, };

/**
 * On which day it is to be sent.
 */
export type KeepSummary = { 
/**
 * The day of the week, Monday being 1; 0 sends none.
 */
weekday: number, };

/**
 * Keeps a proposal's draft as a template, without its client and dates.
 */
export type KeepTemplate = { 
/**
 * The proposal.
 */
proposal_id: string, 
/**
 * The template's name.
 */
name: string, };

/**
 * A name under which a client paid.
 */
export type KnownPayer = { 
/**
 * The name, as far as the bank's text tells it.
 */
name: string, 
/**
 * How many bank lines people explained so.
 */
times: number, 
/**
 * Whether it counts by itself: confirmed twice, and never for another client.
 */
sure: boolean, };

/**
 * The names under which a client paid.
 */
export type KnownPayers = { 
/**
 * By name.
 */
rows: Array<KnownPayer>, };

/**
 * A late charge as asked for.
 */
export type LateChargeForm = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * `statute`: what the law gives; `interest` or `fee`: what the letter gives.
 */
basis: string, 
/**
 * The last day of interest; left out, today.
 */
until?: string, 
/**
 * With `statute`: whether the reference rate is that of each half-year; left out, as the law
 * says.
 */
each_half_year?: boolean, 
/**
 * With `interest`: per cent a year, as typed; left out, what the letter states.
 */
per_cent?: string, 
/**
 * With `fee`: the fee, as typed.
 */
fee?: string, };

/**
 * The late charges of an invoice.
 */
export type LateChargeList = { 
/**
 * In the order of their days.
 */
rows: Array<LateChargeRow>, 
/**
 * What is open on all of them.
 */
open: Amount, };

/**
 * A late charge before it is claimed.
 */
export type LateChargePreview = { 
/**
 * By what right, in a sentence.
 */
words: string, 
/**
 * The first day of interest; nothing without interest.
 */
from: string | null, 
/**
 * The last.
 */
until: string, 
/**
 * The rates, per cent a year, each with the day from which it counts.
 */
rates: Array<[string, string]>, 
/**
 * Interest; nothing where there is none.
 */
interest: Amount | null, 
/**
 * The law's sum or the letter's fee; nothing where there is none, or it is claimed.
 */
sum: Amount | null, 
/**
 * Both.
 */
total: Amount, 
/**
 * What one further day adds, with four places; empty without interest.
 */
daily: string, 
/**
 * What the letter states as the rate a year; empty where none is known.
 */
stated: string, 
/**
 * What is to be said of it.
 */
remarks: Array<LateRemark>, 
/**
 * The working, base64.
 */
pdf: string, };

/**
 * A late charge.
 */
export type LateChargeRow = { 
/**
 * The charge.
 */
id: string, 
/**
 * `interest`, `fixed_sum` or `fee`.
 */
kind: string, 
/**
 * By what right.
 */
words: string, 
/**
 * The first day it is for.
 */
from: string, 
/**
 * The last.
 */
until: string, 
/**
 * The day it was claimed.
 */
posted_on: string, 
/**
 * How much.
 */
amount: Amount, 
/**
 * Let go.
 */
waived: Amount, 
/**
 * Paid.
 */
paid: Amount, 
/**
 * Still open.
 */
open: Amount, 
/**
 * The working: SHA-256 of its document.
 */
document: string, 
/**
 * What was let go, each with its reason.
 */
waivers: Array<LateWaiverRow>, };

/**
 * A remark of the law's.
 */
export type LateRemark = { 
/**
 * Whether it stands in the way.
 */
blocks: boolean, 
/**
 * The sentence.
 */
words: string, 
/**
 * Where it comes from.
 */
source: string, };

/**
 * What was let go.
 */
export type LateWaiverRow = { 
/**
 * The waiver, by which it can be taken back.
 */
id: string, 
/**
 * The day.
 */
waived_on: string, 
/**
 * Why.
 */
reason: string, 
/**
 * How much.
 */
amount: Amount, };

/**
 * A charge that was not billed as agreed.
 */
export type LeakRow = { 
/**
 * The charge.
 */
charge: ChargeKey, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * The service.
 */
service: string, 
/**
 * The days it covers, in words.
 */
period: string, 
/**
 * The day it fell due.
 */
due_on: string, 
/**
 * Why: `not_billed`, `old_price`, `review_not_applied`, `skipped`, `paused`, `out_of_scope`,
 * `cap_overrun`, `expired`, `billed_short`, `billed_over`.
 */
cause: string, 
/**
 * What its kind is called: `Not billed`.
 */
label: string, 
/**
 * Why, in words: `billed at 350.00 instead of 379.00`.
 */
words: string, 
/**
 * Where it says so: `clause FEE, revision 1, page 3`; empty where nothing does.
 */
proof: string, 
/**
 * What the terms entitle to.
 */
entitled: Amount, 
/**
 * What is missing; below zero where too much was billed.
 */
amount: Amount, 
/**
 * The invoice that bills it, where one does.
 */
invoice_id: string | null, 
/**
 * Its number.
 */
invoice: string | null, 
/**
 * How it can be mended: `bill`, `bill_skipped`, `approve`, `waive`; `rebill`, void its invoice
 * and bill anew; `let_go` the difference; see the `invoice` or the `amendment`; `renew`.
 */
mends: Array<string>, };

/**
 * What the terms entitled to, less what was billed, less what was decided otherwise.
 */
export type LeakagePage = { 
/**
 * The first day checked.
 */
from: string, 
/**
 * The last day checked.
 */
to: string, 
/**
 * The currency of every amount here.
 */
currency: string, 
/**
 * The currencies that agreements have, the home currency first.
 */
currencies: Array<string>, 
/**
 * What the terms entitle to, without tax.
 */
entitled: Amount, 
/**
 * What invoices bill.
 */
billed: Amount, 
/**
 * What somebody decided not to bill, each with its reason.
 */
decided: Amount, 
/**
 * What is missing.
 */
leaked: Amount, 
/**
 * What was billed beyond the terms; zero or below.
 */
over: Amount, 
/**
 * What processors kept of what was collected in these days and their payouts. It is no part of
 * what the terms entitle to, and stands beside it.
 */
fees_absorbed: Amount, 
/**
 * Late charges that were claimed and let go in these days; beside the terms too.
 */
late_waived: Amount, 
/**
 * `leaked` of `entitled` in per cent, `1.4`; nothing where nothing was entitled to.
 */
rate: string | null, 
/**
 * How many charges were checked.
 */
checked: number, 
/**
 * What was checked and found, in a sentence.
 */
proven: string, 
/**
 * What is missing, by cause, the largest first; adds up to `leaked`.
 */
by_cause: Array<LeakageSum>, 
/**
 * The same by client.
 */
by_client: Array<LeakageSum>, 
/**
 * The same by month, every month of the days checked, the oldest first.
 */
by_month: Array<LeakageSum>, 
/**
 * Each difference, the oldest first.
 */
leaks: Array<LeakRow>, 
/**
 * Each decision not to bill, the oldest first; adds up to `decided`.
 */
decisions: Array<DecidedRow>, 
/**
 * Agreements whose prices nobody reviewed for longer than their letters say.
 */
unreviewed: Array<UnreviewedRow>, };

/**
 * A part of what is missing.
 */
export type LeakageSum = { 
/**
 * By which its rows are found: a cause, a client's id, `2026-11`.
 */
key: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * How much.
 */
amount: Amount, 
/**
 * How many rows.
 */
count: number, };

/**
 * A ledger that can be connected.
 */
export type LedgerBrand = { 
/**
 * `xero`, `quickbooks`.
 */
brand: string, 
/**
 * Its name.
 */
name: string, };

/**
 * The ledgers that can be connected, and how things stand with the one that is.
 */
export type LedgerPage = { 
/**
 * Which there are.
 */
brands: Array<LedgerBrand>, 
/**
 * The organisation that is written into; nothing before one is connected.
 */
connected: LedgerRow | null, };

/**
 * A connected organisation.
 */
export type LedgerRow = { 
/**
 * The connection.
 */
id: string, 
/**
 * `xero`, `quickbooks`.
 */
brand: string, 
/**
 * The ledger's own name of the organisation.
 */
reference: string, 
/**
 * The ledger's name.
 */
ledger: string, 
/**
 * The organisation's name.
 */
name: string, 
/**
 * Its home currency.
 */
currency: string, 
/**
 * Whether it is for trying only.
 */
demo: boolean, 
/**
 * Through this day its books are closed.
 */
locked_until: string | null, 
/**
 * Through this day the sign-in lasts if nothing is synced before; nothing where that is not
 * known.
 */
signed_in_until: string | null, 
/**
 * Documents from this day on are sent.
 */
from_on: string, 
/**
 * Whether runs are made each day, and after a reconciliation, without being asked for.
 */
automatic: boolean, 
/**
 * Whether PDFs go beside invoices.
 */
files: boolean, 
/**
 * Whether what signs in there is in this computer's keyring.
 */
key_kept: boolean, 
/**
 * Choices and contacts that are still open.
 */
open_choices: number, 
/**
 * Runs, the newest first.
 */
runs: Array<RunRow>, 
/**
 * Documents that the user decides about.
 */
conflicts: Array<ConflictRow>, 
/**
 * Payments there on our invoices that are not recorded here.
 */
payments: Array<PaymentThereRow>, 
/**
 * What each processor holds, beside what stands for it there.
 */
clearing: Array<ClearingThere>, };

/**
 * Lets a difference between what was agreed and what was billed go.
 */
export type LetDifferenceGo = { 
/**
 * The charge.
 */
charge: ChargeKey, 
/**
 * Why; kept with the charge.
 */
reason: string, 
/**
 * The amount that the user saw, as typed; what is missing must be exactly this.
 */
approved: string, };

/**
 * A blank of the letter's clauses.
 */
export type LetterBlank = { 
/**
 * The placeholder's name.
 */
name: string, 
/**
 * What a form calls it.
 */
label: string, 
/**
 * What to fill in, one line.
 */
help: string, 
/**
 * `text`, `days`, `years`, `percent`, `money` or `date`.
 */
kind: string, 
/**
 * What it is filled with.
 */
value: string, 
/**
 * Where the value comes from: `letter`, `practice`, `proposal`, `usual`, or `none`.
 */
from: string, };

/**
 * A clause as it stands in a draft, or could.
 */
export type LetterClause = { 
/**
 * Its id for ever.
 */
id: string, 
/**
 * The section of the letter.
 */
section: string, 
/**
 * The heading.
 */
heading: string, 
/**
 * The text with its placeholders.
 */
text: string, 
/**
 * Whether this letter has it.
 */
present: boolean, 
/**
 * Whether letters have it as a rule.
 */
usual: boolean, 
/**
 * Whose words: `library`, `practice` or `letter`.
 */
words_of: string, 
/**
 * The placeholders it names.
 */
placeholders: Array<string>, 
/**
 * The placeholders that have no value yet and so keep a usual clause out.
 */
waits_for: Array<string>, };

/**
 * The letter of a draft.
 */
export type LetterPreview = { 
/**
 * The PDF, base64.
 */
pdf: string, 
/**
 * How many pages.
 */
pages: number, 
/**
 * Where its parts are.
 */
boxes: Array<PageBox>, 
/**
 * What the draft comes to.
 */
totals: ProposalTotals, 
/**
 * What cannot be read.
 */
problems: Array<Problem>, 
/**
 * The review of the letter.
 */
remarks: Array<Remark>, 
/**
 * Every clause the letter has or could have, in its order.
 */
clauses: Array<LetterClause>, 
/**
 * The blanks of the clauses it has.
 */
blanks: Array<LetterBlank>, 
/**
 * Remarks about the page: a letter no face can draw, a logo that could not be used.
 */
findings: Array<string>, };

/**
 * A letter that was made and is not posted yet.
 */
export type LetterToPost = { 
/**
 * The message.
 */
id: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * Its name.
 */
client: string, 
/**
 * What it is about.
 */
subject: string, 
/**
 * The day it was made.
 */
made_on: string, 
/**
 * The letter: SHA-256 of its document.
 */
document: string, 
/**
 * The file it was printed from, with others.
 */
printed_in: string, 
/**
 * Why it is not to be posted any more.
 */
trouble: string | null, };

/**
 * Letters that were made.
 */
export type Letters = { 
/**
 * The messages.
 */
ids: Array<string>, };

/**
 * A clause of the practice's library.
 */
export type LibraryClause = { 
/**
 * Its id for ever.
 */
id: string, 
/**
 * The heading of its section.
 */
section: string, 
/**
 * The heading.
 */
heading: string, 
/**
 * The text with its placeholders.
 */
text: string, 
/**
 * `standard`: letters have it as a rule; `optional`: by choice; `unused`: never.
 */
standing: string, 
/**
 * Whose words: `library` or `practice`.
 */
words_of: string, 
/**
 * The kinds of service it belongs to, in words; none for every letter.
 */
kinds: Array<string>, 
/**
 * How many versions of its own the practice has made.
 */
versions: number, };

/**
 * Until when a debt can be taken to court.
 */
export type LimitationRow = { 
/**
 * The last day.
 */
on: string, 
/**
 * From what it is counted, in a sentence.
 */
words: string, 
/**
 * The statute.
 */
source: string, };

/**
 * A part of the list, and where the account stands.
 */
export type LineList = { 
/**
 * The rows asked for.
 */
rows: Array<LineRow>, 
/**
 * How many there are after the filter.
 */
count: number, 
/**
 * How many wait for an explanation.
 */
to_explain: number, 
/**
 * How many are explained or set aside.
 */
explained: number, 
/**
 * What moved on the lines that wait, without sign.
 */
left: Amount, 
/**
 * What moved on all lines, without sign.
 */
moved: Amount, 
/**
 * First day and last day of the lines.
 */
from: string | null, 
/**
 * Last day of the lines.
 */
through: string | null, 
/**
 * Balance before the first line, if the bank stated one.
 */
opening: Amount | null, 
/**
 * Sum of all lines.
 */
sum: Amount, 
/**
 * Balance after the last line, if the bank stated one.
 */
closing: Amount | null, };

/**
 * A line with all its explanations, the best first.
 */
export type LinePage = { 
/**
 * The row of the list.
 */
row: LineRow, 
/**
 * The bank's reference.
 */
reference: string, 
/**
 * The file it came from.
 */
file: string, 
/**
 * The line in that file, counted from 1.
 */
at: number, 
/**
 * Explanations, the best first; none when nothing fits.
 */
explanations: Array<Explanation>, 
/**
 * For an explained line: what it is, in words.
 */
matched: string | null, 
/**
 * For an explained line: what it paid.
 */
matched_parts: Array<ExplainedPart>, 
/**
 * For a split line: what its parts are.
 */
split: Array<SplitShown>, 
/**
 * For one side of a transfer: the other side, in words, where it is explained too.
 */
other_side: string | null, 
/**
 * What the user wrote beside it; may be empty.
 */
note: string, 
/**
 * The end of the closed period it is in, through which it is locked.
 */
closed_through: string | null, };

/**
 * A line in a list.
 */
export type LineRow = { 
/**
 * The line.
 */
id: string, 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * The bank's text.
 */
description: string, 
/**
 * Signed: money in is positive.
 */
amount: Amount, 
/**
 * `to_explain`, `explained` or `set_aside`.
 */
state: string, 
/**
 * For a line to explain: `certain`, `likely`, `possible` or `none`.
 */
certainty: string, 
/**
 * The explanation or the best suggestion, in a few words.
 */
words: string, 
/**
 * The live match.
 */
match_id: string | null, 
/**
 * Whether the program made it by itself.
 */
by_itself: boolean, };

/**
 * Says which contact a client is.
 */
export type LinkContact = { 
/**
 * The client or processor, as the mapping names it.
 */
ours: string, 
/**
 * The contact; empty for a new one.
 */
theirs: string, };

/**
 * Which clients to list.
 */
export type ListClients = { 
/**
 * Archived ones instead of the active ones.
 */
archived: boolean, };

/**
 * Which part of the history.
 */
export type ListHistory = { 
/**
 * Only entries whose words hold this.
 */
filter: string, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to send, 500 at most.
 */
limit: number, };

/**
 * Which invoices to list, and which part of them.
 */
export type ListInvoices = { 
/**
 * `all`, `open`, `overdue`, `paid`, `void`, `credited` or `written_off`.
 */
view: string, 
/**
 * Only those whose number, client or text holds this.
 */
filter: string, 
/**
 * `number`, `client`, `issued_on`, `due_on`, `total` or `open`.
 */
sort: string, 
/**
 * The largest or latest first.
 */
descending: boolean, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to send, 500 at most.
 */
limit: number, };

/**
 * Which lines to list.
 */
export type ListLines = { 
/**
 * The account.
 */
account_id: string, 
/**
 * `to_explain`, `explained`, `set_aside` or `all`.
 */
view: string, 
/**
 * Only those whose text, amount or client holds this.
 */
filter: string, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to send, 500 at most.
 */
limit: number, };

/**
 * Which services to list.
 */
export type ListServices = { 
/**
 * Archived ones instead of the active ones.
 */
archived: boolean, };

/**
 * The id of what was made.
 */
export type Made = { 
/**
 * The id with its prefix.
 */
id: string, };

/**
 * A review that was made.
 */
export type MadeReview = { 
/**
 * The review.
 */
id: string, 
/**
 * The day it was made.
 */
made_on: string, 
/**
 * What was planned, in words.
 */
words: string, 
/**
 * Its amendments: the agreement, the client and the state of each.
 */
amendments: Array<ReviewAmendment>, 
/**
 * How many wait to be sent.
 */
to_send: number, 
/**
 * Whether all of it can still be taken back: nobody was told yet.
 */
can_undo: boolean, };

/**
 * The account, as the user sees it.
 */
export type MailAccount = { 
/**
 * The server.
 */
host: string, 
/**
 * Its port.
 */
port: number, 
/**
 * `tls`, `starttls`, or `none` for a server on this computer.
 */
security: string, 
/**
 * Who signs in; empty where nobody has to.
 */
user: string, 
/**
 * The sender's name.
 */
from_name: string, 
/**
 * The sender's address.
 */
from_address: string, 
/**
 * Where answers go; empty for the sender.
 */
reply_to: string, 
/**
 * Whether the sender gets a copy: `none`, `cc` or `bcc`.
 */
copy_to_self: string, 
/**
 * Whether notices of amendments and their reminders leave by themselves.
 */
sends_notices: boolean, };

/**
 * The account and whether it can be used.
 */
export type MailAccountPage = { 
/**
 * The account; none means that letters go to the mail program as drafts.
 */
account: MailAccount | null, 
/**
 * Whether the keyring holds its password.
 */
password_kept: boolean, 
/**
 * Why it cannot be used now, in words.
 */
trouble: string | null, };

/**
 * A draft, saved in the outbox before it leaves.
 */
export type MailDraft = { 
/**
 * Its row in the outbox.
 */
id: string, 
/**
 * From, the practice's address; may be empty.
 */
from: string, 
/**
 * To, the client's address; may be empty.
 */
to: string, 
/**
 * Cc, with commas between; may be empty.
 */
cc: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Body, plain text.
 */
body: string, 
/**
 * The attachment's file name.
 */
attachment: string, 
/**
 * The attachment: SHA-256, the name of its document.
 */
sha256: string, 
/**
 * What else goes with it.
 */
more: Array<MailFile>, };

/**
 * A mail with an example in the place of its client and document.
 */
export type MailExample = { 
/**
 * The subject.
 */
subject: string, 
/**
 * The body.
 */
body: string, };

/**
 * A file of a draft.
 */
export type MailFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * SHA-256, the name of its document.
 */
sha256: string, };

/**
 * A provider's server.
 */
export type MailPreset = { 
/**
 * The provider.
 */
name: string, 
/**
 * The server; empty where the user names it.
 */
host: string, 
/**
 * Its port.
 */
port: number, 
/**
 * `tls` or `starttls`.
 */
security: string, 
/**
 * What to know before typing the password.
 */
note: string, };

/**
 * Providers' servers.
 */
export type MailPresets = { 
/**
 * The common ones, and one to fill in.
 */
rows: Array<MailPreset>, };

/**
 * A mail as the templates write it.
 */
export type MailPreview = { 
/**
 * From; may be empty.
 */
from: string, 
/**
 * To, with commas between; may be empty.
 */
to: string, 
/**
 * Cc, with commas between.
 */
cc: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Body, plain text.
 */
body: string, 
/**
 * What can go with it.
 */
files: Array<OfferedFile>, 
/**
 * Whether there is an account to send by; if not, it can go as a draft.
 */
can_send: boolean, 
/**
 * What goes in an e-mail of its own, because it is not there yet; may be empty.
 */
later: string, };

/**
 * Words for one kind of mail.
 */
export type MailTemplate = { 
/**
 * `letter`, `invoice`, `receipt`, `credit_note`, `statement`, `amendment`,
 * `amendment_reminder`, `collection_notice`, `plan`, `payment_page` or `new_method`.
 */
kind: string, 
/**
 * The subject, with placeholders in braces.
 */
subject: string, 
/**
 * The body, with placeholders in braces.
 */
body: string, 
/**
 * Whether these are the user's own words.
 */
own: boolean, 
/**
 * The names that can stand in braces.
 */
placeholders: Array<string>, };

/**
 * Words for every kind of mail.
 */
export type MailTemplates = { 
/**
 * One for each kind.
 */
rows: Array<MailTemplate>, };

/**
 * The client pack of one signatory.
 */
export type MakePack = { 
/**
 * The revision.
 */
revision_id: string, 
/**
 * Which of the letter's signatories, counted from 0.
 */
signatory: number, };

/**
 * Money to be paid back.
 */
export type MakeRefund = { 
/**
 * The collection.
 */
id: string, 
/**
 * How much, as typed.
 */
amount: string, 
/**
 * Why.
 */
reason: string, };

/**
 * Something of theirs that can be chosen.
 */
export type MappingOption = { 
/**
 * `account`, `item`, `tax`, `contact`.
 */
list: string, 
/**
 * The ledger's own name.
 */
reference: string, 
/**
 * What people know it by.
 */
name: string, 
/**
 * What an account is for; may be empty.
 */
class: string, };

/**
 * What of theirs stands for what of ours.
 */
export type MappingPage = { 
/**
 * The organisation's name.
 */
organisation: string, 
/**
 * The ledger's name.
 */
ledger: string, 
/**
 * Accounts, codes of tax and items.
 */
rows: Array<MappingRow>, 
/**
 * Clients.
 */
contacts: Array<ContactRow>, 
/**
 * What can be chosen.
 */
options: Array<MappingOption>, 
/**
 * How many rows and contacts are still open.
 */
open: number, };

/**
 * A choice.
 */
export type MappingRow = { 
/**
 * What of ours.
 */
ours: string, 
/**
 * In words.
 */
label: string, 
/**
 * From which list: `account`, `item`, `tax`.
 */
list: string, 
/**
 * What is chosen; empty where nothing is, `new` for an item that is to be made there.
 */
theirs: string, 
/**
 * What is proposed; empty where nothing is.
 */
proposed: string, 
/**
 * Why; may be empty.
 */
reason: string, };

/**
 * Marks a client, or takes the mark away.
 */
export type MarkClient = { 
/**
 * The client.
 */
client_id: string, 
/**
 * `attest`: the practice audits, reviews or compiles their statements; `watched`: the user
 * keeps an eye on them.
 */
mark: string, 
/**
 * Whether it is set.
 */
set: boolean, };

/**
 * A message came back.
 */
export type MessageCameBack = { 
/**
 * The message.
 */
id: string, 
/**
 * What the answer said: `mailbox full`; empty where the address is right after all.
 */
why: string, };

/**
 * The headers of a message file, as they are shown beside it.
 */
export type MessageShown = { 
/**
 * From whom.
 */
from: string, 
/**
 * To whom.
 */
to: string, 
/**
 * When, as the message says.
 */
date: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * The text, at most 4,000 characters.
 */
text: string, 
/**
 * What mail servers noted of its origin: SPF, DKIM, DMARC results; may be empty.
 */
checks: string, };

/**
 * A client's payment method.
 */
export type Method = { 
/**
 * The instrument.
 */
id: string, 
/**
 * `Visa ending in 4242`.
 */
words: string, 
/**
 * `card`, `ach` and so on.
 */
scheme: string, 
/**
 * Who holds it.
 */
processor: string, 
/**
 * Whether real money moves.
 */
live: boolean, 
/**
 * Since when it may be charged.
 */
since: string, 
/**
 * The last day of a card.
 */
ends_on: string | null, 
/**
 * Why it is charged no more.
 */
ended: string | null, };

/**
 * How an agreement stands with the payment method that was agreed on.
 */
export type MethodOnFile = { 
/**
 * `not_needed`, `wanted` or `required`.
 */
policy: string, 
/**
 * Whether the client has one that can be charged.
 */
on_file: boolean, 
/**
 * What that means, in sentences; empty where none was agreed on.
 */
words: string, };

/**
 * A figure.
 */
export type MetricRow = { 
/**
 * Its name for ever: `countback_dso`.
 */
key: string, 
/**
 * Under which heading it stands.
 */
part: string, 
/**
 * For people.
 */
label: string, 
/**
 * `days`, `%` or the code of a currency.
 */
unit: string, 
/**
 * Between the two days; nothing where it cannot be worked out.
 */
now: string | null, 
/**
 * In as many days before them.
 */
before: string | null, 
/**
 * How it is computed.
 */
how: string, 
/**
 * Whether the rows behind it can be asked for.
 */
rows: boolean, };

/**
 * The figures of collecting, home currency.
 */
export type MetricsPage = { 
/**
 * The first of the days before.
 */
before_from: string, 
/**
 * The last of them.
 */
before_to: string, 
/**
 * Each figure.
 */
rows: Array<MetricRow>, 
/**
 * What was earned of each client, the most first; not told of one client alone.
 */
clients: Array<EarnedRow>, 
/**
 * Late charges claimed in these days.
 */
late_claimed: Amount, 
/**
 * Late charges claimed in these days and let go since.
 */
late_waived: Amount, };

/**
 * A part of a service that falls due when it is done.
 */
export type MilestoneRow = { 
/**
 * What is done then.
 */
name: string, 
/**
 * Whether it is.
 */
done: boolean, };

/**
 * Moves the open book to another folder; the old file stays as a backup.
 */
export type MoveBooks = { 
/**
 * The folder, with its full path. It is made if its parent exists.
 */
folder: string, };

/**
 * Bills a charge on another day.
 */
export type MoveCharge = { 
/**
 * The charge.
 */
charge: ChargeKey, 
/**
 * The day it falls due instead.
 */
due_on: string, 
/**
 * Why; may be empty.
 */
reason: string, };

/**
 * Names a payment there.
 */
export type NamePaymentThere = { 
/**
 * The ledger's own name of it.
 */
reference: string, };

/**
 * Something that needs the user.
 */
export type Need = { 
/**
 * By which it is snoozed; the same as long as the matter is the same.
 */
key: string, 
/**
 * What it is about: `catch_up`, `unmatched`, `overdue`, `proposal`, `backup`.
 */
kind: string, 
/**
 * `failed`, `waiting` or `quiet`.
 */
tone: string, 
/**
 * What it is.
 */
title: string, 
/**
 * One or two sentences.
 */
detail: string, 
/**
 * The money that depends on it, where it is known.
 */
at_stake: Amount | null, 
/**
 * So many minutes it should take.
 */
minutes: number, 
/**
 * The last day on which it can be done, if there is one.
 */
by: string | null, 
/**
 * The verb on its button.
 */
action: string, 
/**
 * Where the button leads: `#/catch-up`, `#/clients/cli_…`.
 */
go: string, };

/**
 * A record that was not taken, with its place.
 */
export type NotTaken = { 
/**
 * The line in the file, counted from 1.
 */
line: number, 
/**
 * Why.
 */
reason: string, };

/**
 * Writes a note beside a line.
 */
export type NoteLine = { 
/**
 * The line.
 */
line_id: string, 
/**
 * The note; empty takes it away.
 */
note: string, };

/**
 * What is kept about a proposal and never printed.
 */
export type NoteProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * The note.
 */
internal_note: string, 
/**
 * The day to follow up; none for no day.
 */
follow_up_on: string | null, };

/**
 * A question without fields.
 */
export type Nothing = Record<symbol, never>;

/**
 * Every run of numbers, with what is missing of it.
 */
export type NumberReport = { 
/**
 * The runs; the series in order of issue first.
 */
rows: Array<NumberRun>, 
/**
 * How many numbers are missing over all; none is good.
 */
missing: number, };

/**
 * Numbers that follow each other.
 */
export type NumberRun = { 
/**
 * `Invoices`, `Invoices, 2026-`, `Credit notes`.
 */
label: string, 
/**
 * The first number.
 */
first: string, 
/**
 * The last number.
 */
last: string, 
/**
 * How many there are.
 */
count: number, 
/**
 * How many are missing between the two.
 */
missing: number, };

/**
 * To whom a line is offered.
 */
export type Offered = { "kind": "always" } | { "kind": "options", 
/**
 * The options.
 */
options: Array<number>, } | { "kind": "add_on" };

/**
 * A file that can go with a mail.
 */
export type OfferedFile = { 
/**
 * `document`, `pack` or `slip`; what `mail.send` is told.
 */
key: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it goes along unless the user says otherwise.
 */
chosen: boolean, 
/**
 * Why it cannot go along now.
 */
trouble: string | null, };

/**
 * What of ours is there, or is to be.
 */
export type OfficeEntryRow = { 
/**
 * Our row.
 */
key: string, 
/**
 * `client`, `work`, `letter`.
 */
kind: string, 
/**
 * What people know it by.
 */
title: string, 
/**
 * The agreement's number.
 */
agreement: string, 
/**
 * `planned`, `ready`, `sending`, `unknown`, `done`, `asked`, `refused`, `left`.
 */
state: string, 
/**
 * Why it stands so; of what is asked, what people there call the one that may be meant.
 */
words: string, };

/**
 * What can be connected, and how things stand with it.
 */
export type OfficePage = { 
/**
 * Its name.
 */
name: string, 
/**
 * The office that is written into; nothing before one is connected.
 */
connected: OfficeRow | null, };

/**
 * A connected office.
 */
export type OfficeRow = { 
/**
 * The connection.
 */
id: string, 
/**
 * The office's own name of the practice.
 */
reference: string, 
/**
 * To whom work is given there.
 */
assignee: string, 
/**
 * Agreements accepted from this day on are sent.
 */
from_on: string, 
/**
 * Whether its keys are in this computer's keyring.
 */
key_kept: boolean, 
/**
 * Why nothing is sent any more; empty while all is well.
 */
stopped: string, 
/**
 * What accepted agreements become there, the newest agreement first.
 */
entries: Array<OfficeEntryRow>, };

/**
 * The book that is open.
 */
export type OpenBook = { 
/**
 * The file with its folder.
 */
path: string, 
/**
 * Set when the file lies under a sync client: the warning to show.
 */
warning: string | null, 
/**
 * Whether this is the sample practice.
 */
sample: boolean, 
/**
 * The practice's name.
 */
practice: string, 
/**
 * The person, with credentials.
 */
person: string, 
/**
 * The practice's home currency.
 */
currency: string, 
/**
 * `month_first` (Nov 23, 2026) or `day_first` (23 Nov 2026).
 */
date_style: string, 
/**
 * Today in the practice's time zone, `2026-11-23`.
 */
today: string, 
/**
 * Size of the file in bytes.
 */
bytes: number, 
/**
 * When the last verified backup was made, as an instant.
 */
backed_up_at: string | null, };

/**
 * Opens a book by its place.
 */
export type OpenBooks = { 
/**
 * `own`, `sample`, or a file with its folder.
 */
path: string, };

/**
 * Opens a dispute.
 */
export type OpenDispute = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * How much of it, as typed; empty for all that is open.
 */
amount: string, 
/**
 * `not_agreed`, `wrong_amount`, `already_paid`, `quality`, `not_recognised` or `other`.
 */
about: string, 
/**
 * What the client says.
 */
words: string, };

/**
 * What one option comes to without add-ons.
 */
export type OptionTotals = { 
/**
 * Its name.
 */
name: string, 
/**
 * Each month.
 */
per_month: Amount, 
/**
 * Twelve months of everything.
 */
first_year: Amount, 
/**
 * Billed on the start date, with tax.
 */
due_on_acceptance: Amount, };

/**
 * A line that may be the other side of a transfer.
 */
export type OtherSide = { 
/**
 * The line.
 */
line_id: string, 
/**
 * Its account.
 */
account: string, 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * The bank's text.
 */
description: string, 
/**
 * Signed.
 */
amount: Amount, 
/**
 * Whether it is explained as a transfer already and waits for this side.
 */
explained: boolean, };

/**
 * Lines that may be the other side of a transfer.
 */
export type OtherSides = { 
/**
 * The nearest day first, 20 at most.
 */
rows: Array<OtherSide>, };

/**
 * The outbox: what needs the user first, then the newest.
 */
export type Outbox = { 
/**
 * 300 rows at most.
 */
rows: Array<OutboxRow>, };

/**
 * A mail of the outbox.
 */
export type OutboxRow = { 
/**
 * Its row.
 */
id: string, 
/**
 * What it is about.
 */
about: ComposeMail, 
/**
 * To, with commas between.
 */
to: string, 
/**
 * Cc, with commas between.
 */
cc: string, 
/**
 * The subject.
 */
subject: string, 
/**
 * The names of its files.
 */
files: Array<string>, 
/**
 * `planned`, `sending`, `unknown`, `confirmed`, `failed` or `cancelled`.
 */
state: string, 
/**
 * Why the last attempt did not end well, and what to do.
 */
failure: string | null, 
/**
 * How often it was tried.
 */
attempts: number, 
/**
 * When it was asked for.
 */
planned_at: string, 
/**
 * When it may be tried next.
 */
not_before: string, 
/**
 * When it was settled.
 */
settled_at: string | null, 
/**
 * The copy of what was handed to the server: the hash of a document.
 */
message: string | null, };

/**
 * What the user plans to pay, as typed.
 */
export type OutgoingForm = { 
/**
 * Which one is changed; left out for a new one.
 */
id: string | null, 
/**
 * `Rent`.
 */
what: string, 
/**
 * Each time, home currency.
 */
amount: string, 
/**
 * The first day.
 */
first_on: string, 
/**
 * `once`, `month`, `quarter` or `year`.
 */
repeats: string, 
/**
 * The last day; empty while it goes on.
 */
until_on: string, };

/**
 * All that the user plans to pay.
 */
export type OutgoingList = { 
/**
 * By the first day.
 */
rows: Array<OutgoingRow>, };

/**
 * What the user plans to pay.
 */
export type OutgoingRow = { 
/**
 * The outgoing.
 */
id: string, 
/**
 * What it is.
 */
what: string, 
/**
 * Each time.
 */
amount: Amount, 
/**
 * The first day.
 */
first_on: string, 
/**
 * `once`, `month`, `quarter` or `year`.
 */
repeats: string, 
/**
 * The last day.
 */
until_on: string | null, };

/**
 * A remark that stops sending, let pass with a reason.
 */
export type Override = { 
/**
 * The rule.
 */
rule: string, 
/**
 * The place it remarks on.
 */
place: string, 
/**
 * Why it may pass.
 */
reason: string, };

/**
 * An open invoice of a client.
 */
export type OwedRow = { 
/**
 * The invoice.
 */
id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * Open.
 */
open: Amount, 
/**
 * In dispute.
 */
disputed: Amount, 
/**
 * Whether money for it is on its way, or will be collected.
 */
in_flight: boolean, 
/**
 * Whether it is on a plan that is offered or kept.
 */
planned: boolean, 
/**
 * Until when it can be taken to court, where that is known.
 */
limitation: LimitationRow | null, };

/**
 * Fees that belong to no payment.
 */
export type OwnFee = { 
/**
 * The processor.
 */
processor: string, 
/**
 * How much.
 */
fee: Amount, };

/**
 * A rate of the user's own, as typed.
 */
export type OwnRateForm = { 
/**
 * As printed: `Austin sales tax`.
 */
name: string, 
/**
 * The first day.
 */
from_on: string, 
/**
 * Per cent.
 */
percent: string, };

/**
 * A rate of the user's own.
 */
export type OwnRateRow = { 
/**
 * As printed.
 */
name: string, 
/**
 * The first day.
 */
from_on: string, 
/**
 * Per cent, as text.
 */
percent: string, 
/**
 * Whether it can be taken out: it has not begun, or nothing names it.
 */
removable: boolean, };

/**
 * A place on a page: points from its top left corner.
 */
export type PageBox = { 
/**
 * The page, counted from 0.
 */
page: number, 
/**
 * What is there: a clause id, or `line.2` for a fee line.
 */
key: string, 
/**
 * Left edge.
 */
x: number, 
/**
 * Top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

/**
 * A password on its way to the keyring. It shows itself to nobody.
 */
export type Password = string;

/**
 * How far earlier forecasts were off.
 */
export type PastForecasts = { 
/**
 * Month by month, the oldest first.
 */
rows: Array<PastRow>, 
/**
 * How far off, in a sentence.
 */
words: string, 
/**
 * How many bands held what came.
 */
within: number, 
/**
 * Σ |middle − what came| ÷ Σ what came in per cent; nothing where nothing came.
 */
off: string | null, };

/**
 * A month that was forecast and is over.
 */
export type PastRow = { 
/**
 * `2026-10`.
 */
key: string, 
/**
 * `Oct 2026`.
 */
label: string, 
/**
 * What would have been expected on its first day.
 */
expected: BandRow, 
/**
 * What came.
 */
came: Amount, 
/**
 * Whether the band held it.
 */
within: boolean, };

/**
 * Pauses an agreement, or one service of it: what falls due then is held for a decision.
 */
export type PauseAgreement = { 
/**
 * The agreement.
 */
id: string, 
/**
 * Only this service of it; left out, all.
 */
agreement_service_id: string | null, 
/**
 * The first day of the pause.
 */
from: string, 
/**
 * Why; may be empty.
 */
reason: string, };

/**
 * Joins a client's credit to a late charge.
 */
export type PayLateCharge = { 
/**
 * The charge.
 */
id: string, 
/**
 * The payment.
 */
payment_id: string, 
/**
 * How much, as typed.
 */
amount: string, };

/**
 * The page on which an invoice can be paid.
 */
export type PayPageRow = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Whose page.
 */
processor: string, 
/**
 * Whether the user can play the client.
 */
trial: boolean, 
/**
 * `planned`, `open`, `closing`, `closed`, `ended` or `paid`.
 */
state: string, 
/**
 * Whether the method is kept that pays.
 */
keeps_method: boolean, 
/**
 * Its address, while it is open.
 */
url: string | null, 
/**
 * The same as a code for a telephone.
 */
code: CodeDrawn | null, 
/**
 * When it ends.
 */
ends_at: string | null, 
/**
 * What was last said of it; may be empty.
 */
words: string, 
/**
 * Whether a new one can be made.
 */
may_renew: boolean, };

/**
 * All payments, the newest first.
 */
export type PaymentList = { 
/**
 * Rows.
 */
rows: Array<PaymentRow>, };

/**
 * The plans of a client, the newest first.
 */
export type PaymentPlanList = { 
/**
 * The plans.
 */
rows: Array<PaymentPlanRow>, };

/**
 * A plan of a client.
 */
export type PaymentPlanRow = { 
/**
 * The plan.
 */
id: string, 
/**
 * `offered`, `lapsed`, `runs`, `behind`, `broken`, `kept` or `ended`.
 */
state: string, 
/**
 * How it stands, in a sentence.
 */
words: string, 
/**
 * The numbers of its invoices.
 */
invoices: Array<string>, 
/**
 * All of it.
 */
total: Amount, 
/**
 * What came since.
 */
received: Amount, 
/**
 * Its instalments.
 */
instalments: Array<InstalmentRow>, 
/**
 * The day it was offered.
 */
offered_on: string, 
/**
 * The agreement: SHA-256 of its document.
 */
letter: string, 
/**
 * What it was accepted by; nothing where there is no file.
 */
evidence: string | null, };

/**
 * A payment in a list.
 */
export type PaymentRow = { 
/**
 * The payment.
 */
id: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day it was received.
 */
received_on: string, 
/**
 * `transfer`, `cheque`, `cash` or `card`.
 */
method: string, 
/**
 * Cheque number or other reference.
 */
reference: string, 
/**
 * All of it.
 */
amount: Amount, 
/**
 * The part joined to no invoice: the client's credit.
 */
unallocated: Amount, 
/**
 * The numbers of the invoices it pays.
 */
invoices: Array<string>, 
/**
 * Whether a bank line has been matched to it.
 */
banked: boolean, 
/**
 * Why it was reversed, if it was.
 */
reversed: string | null, };

/**
 * A payment there.
 */
export type PaymentThereRow = { 
/**
 * The ledger's own name of it.
 */
reference: string, 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client: string, 
/**
 * The day.
 */
received_on: string, 
/**
 * How much of it pays the invoice.
 */
amount: Amount, };

/**
 * A part of a payout.
 */
export type PayoutLineRow = { 
/**
 * `charge`, `refund`, `dispute`, `fee` or `adjustment`.
 */
kind: string, 
/**
 * The invoice it belongs to.
 */
invoice_id: string | null, 
/**
 * Its number; may be empty.
 */
number: string, 
/**
 * The client; may be empty.
 */
client: string, 
/**
 * Before the fee.
 */
gross: Amount, 
/**
 * What the processor keeps.
 */
fee: Amount, 
/**
 * What it adds.
 */
net: Amount, };

/**
 * Payouts.
 */
export type PayoutList = { 
/**
 * The last to arrive first.
 */
rows: Array<PayoutRow>, 
/**
 * What each processor holds now.
 */
clearing: Array<Clearing>, };

/**
 * A processor's transfer to the bank.
 */
export type PayoutRow = { 
/**
 * The payout.
 */
id: string, 
/**
 * Whose.
 */
processor: string, 
/**
 * What arrives.
 */
amount: Amount, 
/**
 * When.
 */
arrives_on: string, 
/**
 * `on_its_way`, `paid` or `bounced`.
 */
state: string, 
/**
 * By what the bank line is known; may be empty.
 */
trace: string, 
/**
 * Why it is not itemised; may be empty.
 */
words: string, 
/**
 * Clients' money in it.
 */
gross: Amount | null, 
/**
 * Fees in it.
 */
fees: Amount | null, 
/**
 * What it is made of.
 */
lines: Array<PayoutLineRow>, };

/**
 * What changed since an account was last reconciled.
 */
export type PeriodChanges = { 
/**
 * The last day of that period; nothing where the account was never reconciled.
 */
until: string | null, 
/**
 * Why it was reopened, where it was.
 */
reopened: string | null, 
/**
 * How many lines came after it.
 */
new_lines: number, 
/**
 * What came in on them.
 */
came_in: Amount, 
/**
 * What went out on them; not positive.
 */
went_out: Amount, 
/**
 * Lines of the period that are not as it was closed with.
 */
changed: Array<ChangedLine>, };

/**
 * The periods of an account.
 */
export type PeriodList = { 
/**
 * The latest first.
 */
rows: Array<PeriodRow>, };

/**
 * The proof of a period before it is closed.
 */
export type PeriodProof = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
until: string, 
/**
 * Whether the account was never closed: then the opening balance is asked.
 */
first: boolean, 
/**
 * The bank's balance before.
 */
opening: Amount, 
/**
 * The same as it would be typed.
 */
opening_typed: string, 
/**
 * Where it comes from.
 */
opening_words: string, 
/**
 * How many lines.
 */
lines: number, 
/**
 * What came in.
 */
came_in: Amount, 
/**
 * What went out; not positive.
 */
went_out: Amount, 
/**
 * Opening and lines.
 */
computed: Amount, 
/**
 * The bank's balance at the end, where it is known.
 */
stated: Amount | null, 
/**
 * The same as it would be typed; may be empty.
 */
stated_typed: string, 
/**
 * Where it comes from.
 */
stated_words: string, 
/**
 * What the bank states beyond opening and lines.
 */
difference: Amount, 
/**
 * How much of it has a name.
 */
named: Amount, 
/**
 * How much has none.
 */
unnamed: Amount, 
/**
 * The same as it would be typed.
 */
unnamed_typed: string, 
/**
 * How many lines wait for an explanation.
 */
waiting: number, 
/**
 * What moved on them, without sign.
 */
waiting_amount: Amount, 
/**
 * The lines that are set aside.
 */
aside: Array<AsideLine>, 
/**
 * The bank's balance before the account's first period.
 */
first_opening: Amount, 
/**
 * What the books hold of the account at the end.
 */
books: Amount, 
/**
 * What was set aside up to the end, which the books do not hold.
 */
set_aside: Amount, 
/**
 * All differences named up to the end.
 */
all_named: Amount, 
/**
 * What these four come to.
 */
by_books: Amount, 
/**
 * Whether the period can be closed.
 */
proved: boolean, 
/**
 * What stands in the way.
 */
wrong: string | null, 
/**
 * The field it belongs under.
 */
field: string | null, };

/**
 * A period that was closed.
 */
export type PeriodRow = { 
/**
 * The period.
 */
id: string, 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
until: string, 
/**
 * The bank's balance before.
 */
opening: Amount, 
/**
 * How many lines.
 */
lines: number, 
/**
 * What came in.
 */
came_in: Amount, 
/**
 * What went out; not positive.
 */
went_out: Amount, 
/**
 * The bank's balance at the end.
 */
stated: Amount, 
/**
 * `user` or `file`.
 */
stated_by: string, 
/**
 * The named differences.
 */
differences: Array<DifferenceShown>, 
/**
 * The report: SHA-256, the name of its document.
 */
document: string, 
/**
 * When it was closed.
 */
closed_at: string, 
/**
 * When it was reopened.
 */
reopened_at: string | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * Whether it is the last closed one, which alone can be reopened.
 */
last: boolean, };

/**
 * What a client was asked.
 */
export type PermissionRow = { 
/**
 * The request.
 */
id: string, 
/**
 * At which processor.
 */
processor: string, 
/**
 * Whether the user can play the client.
 */
trial: boolean, 
/**
 * When.
 */
asked_on: string, 
/**
 * How they came to be asked: `by_hand`, `with_letter`, `another` or `with_bill`.
 */
occasion: string, 
/**
 * Whether an e-mail has told them of the page there is now, or is on its way with it.
 */
told: boolean, 
/**
 * `planned`, `waiting`, `verifying`, `permitted`, `refused`, `ended` or `withdrawn`.
 */
state: string, 
/**
 * The client's page.
 */
url: string | null, 
/**
 * When that ends.
 */
ends_at: string | null, 
/**
 * Where the client verifies the account; may be empty.
 */
verify_url: string, 
/**
 * Why it was refused; may be empty.
 */
words: string, 
/**
 * What the client agrees to.
 */
terms: string, 
/**
 * What the processor said: SHA-256 of its document.
 */
evidence: string | null, };

/**
 * A plan to be offered.
 */
export type PlanForm = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The invoices; all of one currency.
 */
invoices: Array<string>, 
/**
 * How many instalments; empty where a sum a month is given.
 */
parts: string, 
/**
 * How much a month, as typed; empty where a number of instalments is given.
 */
monthly: string, 
/**
 * The day of the first instalment; the others follow a month apart.
 */
first_on: string, 
/**
 * Whether the first is paid on signing, which is to be on that day at the latest.
 */
at_signing: boolean, 
/**
 * So many days it may stay behind before it breaks.
 */
grace_days: number, 
/**
 * Whether it bears no interest and no late charges while it is kept.
 */
frozen: boolean, };

/**
 * A plan before it is offered.
 */
export type PlanPreview = { 
/**
 * What is open on its invoices.
 */
total: Amount, 
/**
 * Its instalments.
 */
instalments: Array<InstalmentRow>, 
/**
 * What it means for the money that is coming, a sentence each.
 */
effects: Array<string>, 
/**
 * What is to be thought of, a sentence each.
 */
remarks: Array<string>, 
/**
 * The agreement, base64.
 */
pdf: string, };

/**
 * A document of the plan.
 */
export type PlanRow = { 
/**
 * Our row.
 */
key: string, 
/**
 * What it is.
 */
kind: string, 
/**
 * Number or name.
 */
title: string, 
/**
 * The client or processor.
 */
who: string, 
/**
 * Its day.
 */
on: string | null, 
/**
 * With tax.
 */
amount: Amount | null, 
/**
 * `create`, `change`, `take_out`, `look_up`, `verify`, `nothing`, `choose`, `not`, `decide`.
 */
step: string, 
/**
 * Where it stands: `verified`, `pushed` and so on; empty where nothing was sent.
 */
state: string, 
/**
 * Why, in words; may be empty.
 */
words: string, };

/**
 * A point of a drawn signature: thousandths of the pad's width from its left, and of its width
 * from its top.
 */
export type Point = { 
/**
 * From the left, 0 to 1000.
 */
x: number, 
/**
 * From the top, 0 to 1000.
 */
y: number, };

/**
 * A late charge to be claimed.
 */
export type PostLateCharge = { 
/**
 * What is asked for.
 */
form: LateChargeForm, 
/**
 * The sum that the user saw and approved, as typed; it must come to exactly this.
 */
approved: string, };

/**
 * The practice as it stands: the form's values, and what follows from them.
 */
export type Practice = { 
/**
 * The form, filled; `logo` is never sent back.
 */
form: PracticeForm, 
/**
 * The logo as a `data:` address.
 */
logo: string | null, 
/**
 * What the jurisdiction sets.
 */
defaults: JurisdictionDefaults, };

/**
 * What the user fills in about the practice. Text is as typed; the answer is refused by field.
 */
export type PracticeForm = { 
/**
 * The firm's name.
 */
name: string, 
/**
 * The person, with credentials: `Nora Halloway, CPA`.
 */
person: string, 
/**
 * Address, one line each.
 */
address: string, 
/**
 * E-mail address; may be empty.
 */
email: string, 
/**
 * Telephone; may be empty.
 */
phone: string, 
/**
 * `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
 */
jurisdiction: string, 
/**
 * State, province or county; may be empty.
 */
region: string, 
/**
 * Home currency, ISO 4217.
 */
currency: string, 
/**
 * IANA time zone, `America/New_York`.
 */
time_zone: string, 
/**
 * VAT, GST or other registration; empty when not registered.
 */
tax_registration: string, 
/**
 * Registration for a province's own tax: QST, PST or RST; may be empty.
 */
second_registration: string, 
/**
 * How services are usually taxed: `none` where the practice is not registered, `gb_standard`,
 * `ca_qc`, `own:Austin sales tax`.
 */
usual_tax: string, 
/**
 * Whether prices hold the tax already; a proposal may say otherwise.
 */
prices_include_tax: boolean, 
/**
 * Tax is rounded by `line` or once by `document`.
 */
tax_rounding: string, 
/**
 * Days from issue to due, as typed.
 */
payment_days: string, 
/**
 * How a client can pay by transfer or cheque, printed on invoices; may be empty.
 */
how_to_pay: string, 
/**
 * Whether invoices are to be paid under a reference with check digits, by which a mistyped
 * one is known.
 */
check_references: boolean, 
/**
 * What the practice does, `accountant` or `consultant`; its letters' clauses follow from it.
 */
profession: string, 
/**
 * How its letters are set: `ragged`, or `justified` with words divided.
 */
letter_setting: string, 
/**
 * What stands before an invoice's number: `INV-`, `{year}-`, `{client}-{year}{month}-`.
 */
invoice_prefix: string, 
/**
 * The next invoice's number, as typed; can only go up once invoices are issued.
 */
next_invoice: string, 
/**
 * What stands before a credit note's number, with the same tokens as an invoice's.
 */
credit_prefix: string, 
/**
 * Letters before a proposal's number: `PR-`.
 */
proposal_prefix: string, 
/**
 * A new logo, PNG or JPEG; none keeps what is there.
 */
logo: FileIn | null, 
/**
 * Takes the logo away.
 */
remove_logo: boolean, };

/**
 * What a prefix comes out as.
 */
export type PrefixExample = { 
/**
 * A number of today, for a client called Alder Bakery.
 */
example: string, };

/**
 * A charge of a preview.
 */
export type PreviewCharge = { 
/**
 * Which, counted from 0: the key under which it is billed once.
 */
n: number, 
/**
 * The day it falls due.
 */
due_on: string, 
/**
 * The first day it covers.
 */
period_from: string, 
/**
 * The last day it covers.
 */
period_to: string, 
/**
 * How many.
 */
quantity: string, 
/**
 * Without tax.
 */
net: Amount, 
/**
 * Tax.
 */
tax: Amount, 
/**
 * With tax.
 */
total: Amount, 
/**
 * The rule that made it, and what made it differ.
 */
words: string, };

/**
 * Shows what a list would bring.
 */
export type PreviewImport = { 
/**
 * `clients`, `services`, `agreements` or `open_invoices`.
 */
kind: string, 
/**
 * The file.
 */
file: FileIn, 
/**
 * The user's mapping; none lets the program propose one.
 */
mapping?: { [key in string]: number[] } | null, 
/**
 * Of agreements: the first day that is billed here; left out, today.
 */
bills_from?: string, };

/**
 * A line as the file has it.
 */
export type PreviewLine = { 
/**
 * The line in the file, counted from 1.
 */
at: number, 
/**
 * The bank's date.
 */
posted_on: string, 
/**
 * Signed amount as plain decimal text.
 */
amount: string, 
/**
 * Text of the line.
 */
description: string, 
/**
 * Whether the account has it already.
 */
known: boolean, 
/**
 * Whether the account has it under another text, date or id, as a pending line has that was
 * booked since.
 */
updated: boolean, };

/**
 * Draws the letter of a draft that need not be saved yet.
 */
export type PreviewProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * The draft.
 */
draft: ProposalDraft, 
/**
 * The choice to show totals for; the plainest where it is none of the draft's.
 */
choice: Choice, };

/**
 * Which charges would a schedule make? Needs no book.
 */
export type PreviewSchedule = { 
/**
 * What makes a charge fall due.
 */
rule: Billing, 
/**
 * The day from which periods are counted; the first one begins on it.
 */
anchor: string, 
/**
 * When billing begins; left out, on the anchor.
 */
start: ScheduleStart | null, 
/**
 * The day of acceptance; left out, the anchor.
 */
accepted_on: string | null, 
/**
 * The first day on which a charge may fall due; left out, all from the first on.
 */
from: string | null, 
/**
 * The last such day, itself included; left out, the next 24 charges.
 */
to: string | null, 
/**
 * Price of one, as typed: `450.00`; left out, nothing.
 */
price: string | null, 
/**
 * How many each time, as typed; left out, one.
 */
quantity: string | null, 
/**
 * ISO 4217; left out, `USD`.
 */
currency: string | null, 
/**
 * Per cent of tax added, as typed; left out, none.
 */
tax: string | null, 
/**
 * Another price of one in the first periods.
 */
introductory: ScheduleIntroductory | null, 
/**
 * Days on which nobody works, besides weekends.
 */
holidays: ScheduleHolidays | null, 
/**
 * What was decided about single charges.
 */
changes: Array<ScheduleChange>, 
/**
 * When nothing is billed.
 */
pauses: Array<SchedulePause>, 
/**
 * Work done: hours or pieces logged, milestones, completion.
 */
work: Array<ScheduleWork>, };

/**
 * Shows what a file would add to an account.
 */
export type PreviewStatement = { 
/**
 * The account; none before the first one exists.
 */
account_id: string | null, 
/**
 * The file.
 */
file: FileIn, 
/**
 * The user's mapping; none uses the account's, or what the file itself shows.
 */
mapping: StatementMapping | null, };

/**
 * How prices move.
 */
export type PriceMove = { "kind": "per_cent", 
/**
 * Per cent, as typed.
 */
percent: string, } | { "kind": "amount", 
/**
 * The amount, as typed.
 */
amount: string, } | { "kind": "index", 
/**
 * The index.
 */
name: string, 
/**
 * The day of the earlier value.
 */
from: string, 
/**
 * The day of the later value.
 */
to: string, };

/**
 * A review as it is planned.
 */
export type PriceReviewForm = { 
/**
 * How prices move.
 */
by: PriceMove, 
/**
 * To a multiple of `1`, `5` or `10` whole units; empty for none.
 */
step: string, 
/**
 * `down`, `up` or `nearest`; read where there is a step.
 */
towards: string, 
/**
 * At least so many per cent; empty for none.
 */
floor_percent: string, 
/**
 * At least this amount; empty for none.
 */
floor_amount: string, 
/**
 * At most so many per cent; empty for none.
 */
cap_percent: string, 
/**
 * At most this amount; empty for none.
 */
cap_amount: string, 
/**
 * Days of notice the practice gives, as typed.
 */
notice_days: string, 
/**
 * No price changes before this day.
 */
not_before: string, 
/**
 * Services of agreements that are left out.
 */
left_out: Array<string>, 
/**
 * Other days of notice for single clients.
 */
notices: Array<ClientNotice>, };

/**
 * How a line is priced.
 */
export type Pricing = { "kind": "fixed" } | { "kind": "tiered", 
/**
 * The bands, the smallest first.
 */
tiers: Array<DraftTier>, } | { "kind": "to_be_confirmed" };

/**
 * A letter to be made.
 */
export type PrintLetter = { 
/**
 * The client.
 */
client_id: string, 
/**
 * What it is about; empty together with the body for the words of the step.
 */
subject: string, 
/**
 * The words; `{invoices}`, `{how_to_pay}` and `{signed}` stand where those are to be.
 */
body: string, };

/**
 * Letters to be made.
 */
export type PrintLetters = { 
/**
 * One a client.
 */
letters: Array<PrintLetter>, };

/**
 * Something in the draft that cannot be read, and so stops it from being sent.
 */
export type Problem = { 
/**
 * The field, `lines.2.price` for a part.
 */
field: string, 
/**
 * What is wrong and what to do.
 */
message: string, };

/**
 * A processor and what it can do.
 */
export type ProcessorRow = { 
/**
 * `trial`, `stripe`, `gocardless` or `square`.
 */
brand: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How it takes money: `card`, `ach` and so on.
 */
schemes: Array<string>, 
/**
 * Whether its page records that a client accepts terms.
 */
records_terms: boolean, 
/**
 * Whether its page can insist on keeping the method.
 */
insists: boolean, 
/**
 * Whether it can hold a charge for its day.
 */
holds: boolean, 
/**
 * What to know before it holds charges; may be empty.
 */
holding: string, 
/**
 * What to know before choosing it; may be empty.
 */
weakness: string, };

/**
 * A promise.
 */
export type PromiseRow = { 
/**
 * The promise.
 */
id: string, 
/**
 * How much.
 */
amount: Amount, 
/**
 * By which day.
 */
promised_for: string, 
/**
 * The day it was made.
 */
made_on: string, 
/**
 * In whose words.
 */
words: string, 
/**
 * `open`, `kept`, `broken` or `withdrawn`.
 */
state: string, };

/**
 * A draft as the user types it.
 */
export type ProposalDraft = { 
/**
 * The client; may be missing while drafting.
 */
client_id: string | null, 
/**
 * Who signs for the client; all of them must. None uses the client's contact.
 */
signatories: Array<DraftSignatory>, 
/**
 * The day the agreement starts: the anchor of its schedule.
 */
starts_on: string, 
/**
 * When billing begins: `start_date` (what fell due before acceptance is billed then),
 * `start_date_not_past`, `next_billing_day`, `on_acceptance` or `by_hand`.
 */
start: string, 
/**
 * The last day the proposal can be accepted.
 */
valid_until: string, 
/**
 * How `payment_days` count: `after_issue`, `after_month_end` or `day_of_next_month`.
 */
payment_rule: string, 
/**
 * Days to pay, or the day of the next month, as typed.
 */
payment_days: string, 
/**
 * Discount in per cent on every line, as typed; empty for none.
 */
discount_percent: string, 
/**
 * A note to the client that is not part of the letter: it stands in the e-mail and the pack.
 */
cover_note: string, 
/**
 * The currency of every price, ISO 4217; left out, the client's.
 */
currency: string | null, 
/**
 * Whether prices hold the tax already; left out, as the practice's prices do.
 */
prices_include_tax: boolean | null, 
/**
 * The opening of the letter, after the greeting.
 */
opening: string, 
/**
 * Further terms in the practice's own words; may be empty.
 */
further_terms: string, 
/**
 * Options to choose one of; none, two or three.
 */
options: Array<DraftOption>, 
/**
 * How invoices are paid: `by_client`, or by a method on file: `card`, `ach`, `bacs`, `sepa`,
 * `pad`, `becs`.
 */
collection: string, 
/**
 * Whether the client is to give a payment method with the acceptance: `not_needed`, `wanted`,
 * or `required` before work starts.
 */
method: string, 
/**
 * The lines.
 */
lines: Array<DraftLine>, 
/**
 * The clauses.
 */
clauses: DraftClauses, };

/**
 * All proposals, the newest first.
 */
export type ProposalList = { 
/**
 * Rows.
 */
rows: Array<ProposalRow>, };

/**
 * A proposal with its draft.
 */
export type ProposalPage = { 
/**
 * The row of the list.
 */
row: ProposalRow, 
/**
 * The draft as last saved.
 */
draft: ProposalDraft, 
/**
 * What it comes to.
 */
totals: ProposalTotals, 
/**
 * What cannot be read.
 */
problems: Array<Problem>, 
/**
 * The review of the letter.
 */
remarks: Array<Remark>, 
/**
 * Every clause the letter has or could have, in its order.
 */
clauses: Array<LetterClause>, 
/**
 * The blanks of the clauses it has.
 */
blanks: Array<LetterBlank>, 
/**
 * A note that is never printed.
 */
internal_note: string, 
/**
 * What the client answered, the newest first.
 */
responses: Array<ResponseRow>, 
/**
 * Whether the draft differs from the newest revision.
 */
changed_since_sent: boolean, 
/**
 * Revisions, the newest first.
 */
revisions: Array<RevisionRow>, 
/**
 * The agreement it became.
 */
agreement_id: string | null, 
/**
 * The name of the practice's tax and its rate, `VAT 20%`; empty for none.
 */
tax_words: string, };

/**
 * A proposal in a list.
 */
export type ProposalRow = { 
/**
 * The proposal.
 */
id: string, 
/**
 * Its number, `PR-0041`.
 */
number: string, 
/**
 * The client, if chosen.
 */
client_id: string | null, 
/**
 * The client's name, or empty.
 */
client: string, 
/**
 * The names of its services.
 */
about: string, 
/**
 * `draft`, `sent`, `signed_in_part`, `accepted`, `declined`, `expired` or `withdrawn`.
 */
state: string, 
/**
 * The newest revision's number; 0 before the first sending.
 */
revision: number, 
/**
 * Twelve months of everything, without tax.
 */
first_year: Amount, 
/**
 * The day the newest revision was sent.
 */
sent_on: string | null, 
/**
 * The last day it can be accepted.
 */
valid_until: string, 
/**
 * The last change, as an instant.
 */
changed_at: string, 
/**
 * The day to follow up.
 */
follow_up_on: string | null, };

/**
 * The revision that was frozen.
 */
export type ProposalSent = { 
/**
 * The revision.
 */
revision: RevisionRow, };

/**
 * What a draft comes to under a choice. Every figure includes the discounts; `tax` is apart.
 */
export type ProposalTotals = { 
/**
 * What was chosen.
 */
choice: Choice, 
/**
 * What recurs, per month (quarterly and yearly lines are not spread into it).
 */
per_month: Amount, 
/**
 * What recurs each quarter.
 */
per_quarter: Amount, 
/**
 * What recurs each year.
 */
per_year: Amount, 
/**
 * What is billed once.
 */
once: Amount, 
/**
 * Twelve months of everything.
 */
first_year: Amount, 
/**
 * Tax in the first year.
 */
first_year_tax: Amount, 
/**
 * Billed on the start date, with tax.
 */
due_on_acceptance: Amount, 
/**
 * What each line comes to each time, in the draft's order; none while to be confirmed.
 */
lines: Array<Amount | null>, 
/**
 * What each option comes to without add-ons, in order.
 */
options: Array<OptionTotals>, };

/**
 * An answer that came back: a file, or the text of one.
 */
export type ReadAnswer = { 
/**
 * The file, or the pasted text as a file.
 */
file: FileIn, };

/**
 * Voids the invoice of a charge that was billed at an old price, and bills it anew.
 */
export type Rebill = { 
/**
 * The charge.
 */
charge: ChargeKey, 
/**
 * Why; kept with the void invoice.
 */
reason: string, };

/**
 * Logs work: a completion, or hours.
 */
export type RecordDelivery = { 
/**
 * The service of the agreement.
 */
agreement_service_id: string, 
/**
 * The day, not after today.
 */
delivered_on: string, 
/**
 * Hours or pieces, as typed; leave empty for a completion.
 */
hours: string, 
/**
 * What was done; may be empty.
 */
note: string, 
/**
 * The milestone that is done, counted from 0, where the service has any.
 */
milestone: number | null, };

/**
 * Records money received outside the program. What is not joined to an invoice is credit.
 */
export type RecordPayment = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The day it was received, not after today.
 */
received_on: string, 
/**
 * The amount, as typed.
 */
amount: string, 
/**
 * Its currency, ISO 4217; left out, the home currency.
 */
currency: string | null, 
/**
 * `transfer`, `cheque`, `cash` or `card`.
 */
method: string, 
/**
 * Cheque number or other reference; may be empty.
 */
reference: string, 
/**
 * What it pays.
 */
allocations: Array<AllocationForm>, };

/**
 * What came of a hand-off.
 */
export type RecoveryRow = { 
/**
 * The day.
 */
received_on: string, 
/**
 * All that the debtor paid.
 */
amount: Amount, 
/**
 * What was kept of it.
 */
commission: Amount, };

/**
 * A reference rate.
 */
export type ReferenceRow = { 
/**
 * `bank_of_england` or `central_bank`.
 */
series: string, 
/**
 * For people.
 */
name: string, 
/**
 * The first day of its half-year.
 */
half: string, 
/**
 * Per cent a year.
 */
per_cent: string, 
/**
 * Where it was read; empty for what the user typed.
 */
source: string, };

/**
 * The reference rates of late interest.
 */
export type References = { 
/**
 * The newest first; what the user typed stands before what it replaces.
 */
rows: Array<ReferenceRow>, };

/**
 * Money paid back.
 */
export type RefundRow = { 
/**
 * The refund.
 */
id: string, 
/**
 * How much.
 */
amount: Amount, 
/**
 * Why.
 */
reason: string, 
/**
 * `planned`, `sending`, `unknown`, `processing`, `done`, `failed` or `cancelled`.
 */
state: string, 
/**
 * What was last said of it; may be empty.
 */
words: string, };

/**
 * A row that was not brought over.
 */
export type RejectedRow = { 
/**
 * The line in the file, counted from 1.
 */
line: number, 
/**
 * Why.
 */
reason: string, };

/**
 * A remark of the letter's review.
 */
export type Remark = { 
/**
 * The rule's id.
 */
rule: string, 
/**
 * `blocking`, `warning` or `advice`.
 */
severity: string, 
/**
 * The place: `clauses.PAY-LATE`, `lines.2.price`, `values.late_rate_year`, `valid_until`.
 */
place: string, 
/**
 * What is wrong and what to do.
 */
message: string, 
/**
 * What one click would do.
 */
fix: RemarkFix | null, 
/**
 * Whether a reason lets it pass.
 */
overridable: boolean, 
/**
 * The reason that lets it pass.
 */
overridden: string | null, };

/**
 * What one click would do about a remark.
 */
export type RemarkFix = { "kind": "add_clause", 
/**
 * The clause.
 */
id: string, } | { "kind": "remove_clause", 
/**
 * The clause.
 */
id: string, } | { "kind": "restore_clause", 
/**
 * The clause.
 */
id: string, } | { "kind": "set_value", 
/**
 * The placeholder's name.
 */
name: string, 
/**
 * The value.
 */
value: string, };

/**
 * What was done about reminders.
 */
export type RemindersSent = { 
/**
 * How many were written into the outbox.
 */
sent: number, 
/**
 * How many were taken back from it that were no longer due.
 */
taken_back: number, };

/**
 * Which stretch.
 */
export type RemoveDaysOff = { 
/**
 * Its first day.
 */
from_on: string, };

/**
 * Takes a value out.
 */
export type RemoveIndexValue = { 
/**
 * The index.
 */
name: string, 
/**
 * The day.
 */
on: string, };

/**
 * Which rate.
 */
export type RemoveOwnRate = { 
/**
 * As printed.
 */
name: string, 
/**
 * The first day.
 */
from_on: string, };

/**
 * Calls an account otherwise.
 */
export type RenameBankAccount = { 
/**
 * The account.
 */
id: string, 
/**
 * What the user calls it from now on; no other account is called that.
 */
name: string, };

/**
 * Reopens a period.
 */
export type ReopenPeriod = { 
/**
 * The period.
 */
id: string, 
/**
 * Why.
 */
reason: string, };

/**
 * Bills a charge at another price for once.
 */
export type RepriceCharge = { 
/**
 * The charge.
 */
charge: ChargeKey, 
/**
 * The price of one, as typed.
 */
price: string, 
/**
 * Why; kept with the charge.
 */
reason: string, };

/**
 * What a client answered instead of accepting.
 */
export type ResponseRow = { 
/**
 * `declined` or `change_asked`.
 */
kind: string, 
/**
 * Who answered.
 */
who: string, 
/**
 * In their words.
 */
message: string, 
/**
 * The revision's number.
 */
revision: number, 
/**
 * When it was recorded.
 */
recorded_at: string, 
/**
 * The file it came by: SHA-256, the name of its document.
 */
evidence: string | null, };

/**
 * Takes a waiver back.
 */
export type RestoreCharges = { 
/**
 * Which charges.
 */
charges: Array<ChargeKey>, };

/**
 * Ends the pause of an agreement, or of one service of it.
 */
export type ResumeAgreement = { 
/**
 * The agreement.
 */
id: string, 
/**
 * The service whose own pause ends; left out, that of the whole agreement.
 */
agreement_service_id: string | null, 
/**
 * The first day that is billed again.
 */
on: string, };

/**
 * What each service earned.
 */
export type RevenueByService = { 
/**
 * By currency, the most earned first.
 */
rows: Array<RevenueRow>, 
/**
 * The sum of each currency: the ledger's revenue in these days.
 */
totals: Array<Amount>, };

/**
 * What a service earned, without tax.
 */
export type RevenueRow = { 
/**
 * The service.
 */
service: string, 
/**
 * On how many lines of invoices it was billed.
 */
lines: number, 
/**
 * Billed.
 */
billed: Amount, 
/**
 * Taken back by credit notes and voids.
 */
taken_back: Amount, 
/**
 * The first less the second.
 */
earned: Amount, };

/**
 * Reverses a payment that was recorded by mistake, its allocations with it.
 */
export type ReversePayment = { 
/**
 * The payment.
 */
id: string, 
/**
 * Why; kept for ever.
 */
reason: string, };

/**
 * An amendment of a review.
 */
export type ReviewAmendment = { 
/**
 * The amendment.
 */
id: string, 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * The agreement's number.
 */
agreement: string, 
/**
 * The client.
 */
client: string, 
/**
 * As in the list of amendments.
 */
state: string, 
/**
 * The first day of the new prices.
 */
effective_on: string, };

/**
 * The reviews that were made, the newest first, and the values of indexes.
 */
export type ReviewList = { 
/**
 * Reviews.
 */
reviews: Array<MadeReview>, 
/**
 * Values of indexes, by name and day.
 */
values: Array<IndexValueRow>, };

/**
 * What a review would do.
 */
export type ReviewPreview = { 
/**
 * A row for each recurring service, by client.
 */
rows: Array<ReviewRow>, 
/**
 * How many prices change.
 */
changed: number, 
/**
 * How many agreements an amendment is written for.
 */
agreements: number, 
/**
 * Recurring fees a year today, without tax.
 */
before: Amount, 
/**
 * Recurring fees a year with the new prices.
 */
after: Amount, 
/**
 * What a year brings more.
 */
more: Amount, };

/**
 * A service in a price review.
 */
export type ReviewRow = { 
/**
 * The service of the agreement.
 */
agreement_service_id: string, 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * Its number.
 */
agreement: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The service.
 */
service: string, 
/**
 * Price of one today.
 */
old: Amount, 
/**
 * Price of one to come; nothing where it stays.
 */
new: Amount | null, 
/**
 * The new less the old.
 */
change: Amount | null, 
/**
 * What a year brings more.
 */
per_year: Amount | null, 
/**
 * The first day of the new price.
 */
effective_on: string | null, 
/**
 * Whether `FEE-REV` of the accepted letter allows it without asking.
 */
under_clause: boolean, 
/**
 * The consent it needs, in words.
 */
consent_words: string, 
/**
 * `changed`, `unchanged`, `left_out` or `excluded`.
 */
state: string, 
/**
 * Why nothing changes; empty where something does.
 */
words: string, };

/**
 * What changed from one revision to another.
 */
export type RevisionChanges = { 
/**
 * `Revision 1`.
 */
before: string, 
/**
 * `Revision 2`, or `The draft`.
 */
after: string, 
/**
 * Terms and figures, in the order of the letter.
 */
figures: Array<FigureChange>, 
/**
 * Texts that changed, in the order of the letter.
 */
texts: Array<TextChange>, };

/**
 * A frozen sending.
 */
export type RevisionRow = { 
/**
 * The revision.
 */
id: string, 
/**
 * 1, 2, 3…
 */
number: number, 
/**
 * The day it was sent.
 */
sent_on: string, 
/**
 * `open`, `signed_in_part`, `accepted`, `declined`, `superseded`, `withdrawn` or `expired`.
 */
state: string, 
/**
 * SHA-256 of the letter, which is also the name of its document.
 */
letter: string, 
/**
 * Pages of the letter.
 */
pages: number, 
/**
 * Where the payment method stands that was asked for with it: `planned`, `waiting`,
 * `verifying`, `permitted`, `refused`, `ended` or `withdrawn`; nothing where none was.
 */
method: string | null, 
/**
 * Who signs, in order.
 */
signatories: Array<SignatoryRow>, 
/**
 * The options, by name.
 */
options: Array<string>, 
/**
 * The add-ons: their lines, counted from 0, and names.
 */
add_ons: Array<AddOnRow>, };

/**
 * Explains without asking what may be.
 */
export type RunByItself = { 
/**
 * How many lines at most; left out, all.
 */
most: number | null, };

/**
 * Issues what may be issued without being asked for.
 */
export type RunCatchUp = { 
/**
 * How many invoices at most; left out, all.
 */
most: number | null, };

/**
 * Brings a list over: all in one, undoable in one.
 */
export type RunImport = { 
/**
 * `clients`, `services`, `agreements` or `open_invoices`.
 */
kind: string, 
/**
 * The file.
 */
file: FileIn, 
/**
 * The mapping that was previewed.
 */
mapping: { [key in string]: number[] }, 
/**
 * Of agreements: the first day that is billed here; left out, today.
 */
bills_from?: string, 
/**
 * The lines to bring, counted from 1; left out, all that add something.
 */
take?: Array<number>, };

/**
 * A run.
 */
export type RunRow = { 
/**
 * The run.
 */
id: string, 
/**
 * Whether it only looked.
 */
dry: boolean, 
/**
 * When it began.
 */
started_at: string, 
/**
 * When it ended.
 */
ended_at: string | null, 
/**
 * `organisation`, `lists`, `changes`, `documents`, `done`.
 */
stage: string, 
/**
 * `running`, `done`, `cancelled`, `stopped`.
 */
state: string, 
/**
 * Documents it found to do.
 */
to_do: number, 
/**
 * Made or changed there.
 */
pushed: number, 
/**
 * Read back and as here.
 */
verified: number, 
/**
 * Left to decide.
 */
differences: number, 
/**
 * What came of it, or why it stopped.
 */
words: string, };

/**
 * What is said next.
 */
export type SaidNext = { 
/**
 * `Second reminder`.
 */
label: string, 
/**
 * `mail`, `letter` or `call`.
 */
channel: string, 
/**
 * The day.
 */
on: string, 
/**
 * Whether the user reads it first.
 */
approve: boolean, };

/**
 * A practice's own wording of a clause, or a clause of its own.
 */
export type SaveClause = { 
/**
 * The clause: `PAY-LATE`; capitals, digits and dashes, with a variant after a stroke.
 */
id: string, 
/**
 * The heading of its section.
 */
section: string, 
/**
 * The heading.
 */
heading: string, 
/**
 * The text with its placeholders.
 */
text: string, 
/**
 * `standard`, `optional` or `unused`.
 */
standing: string, };

/**
 * Saves a client's form.
 */
export type SaveClient = { 
/**
 * The client.
 */
id: string, 
/**
 * The form.
 */
form: ClientForm, };

/**
 * How an account is to be used.
 */
export type SaveConnection = { 
/**
 * The connection.
 */
id: string, 
/**
 * How.
 */
form: ConnectionForm, };

/**
 * Edits one field of the consent matrix.
 */
export type SaveConsent = { 
/**
 * The kind of change.
 */
kind: string, 
/**
 * `better` or `worse`.
 */
direction: string, 
/**
 * What it needs.
 */
field: ConsentField, };

/**
 * The user's words.
 */
export type SaveFollowWords = { 
/**
 * What the step says, by name.
 */
says: string, 
/**
 * `friendly`, `direct` or `formal`.
 */
tone: string, 
/**
 * The subject; empty together with the body goes back to the program's words.
 */
subject: string, 
/**
 * The body.
 */
body: string, };

/**
 * Changes how a ledger is used.
 */
export type SaveLedger = { 
/**
 * Documents from this day on are sent.
 */
from_on: string, 
/**
 * Whether runs are made each day, and after a reconciliation, without being asked for.
 */
automatic: boolean, 
/**
 * Whether PDFs go beside invoices.
 */
files: boolean, };

/**
 * The account as it is saved.
 */
export type SaveMailAccount = { 
/**
 * The server.
 */
host: string, 
/**
 * Its port.
 */
port: number, 
/**
 * `tls`, `starttls`, or `none` for a server on this computer.
 */
security: string, 
/**
 * Who signs in; empty where nobody has to.
 */
user: string, 
/**
 * The sender's name.
 */
from_name: string, 
/**
 * The sender's address.
 */
from_address: string, 
/**
 * Where answers go; empty for the sender.
 */
reply_to: string, 
/**
 * Whether the sender gets a copy: `none`, `cc` or `bcc`.
 */
copy_to_self: string, 
/**
 * Whether notices of amendments and their reminders leave by themselves; left out, not.
 */
sends_notices?: boolean, 
/**
 * The password, where it is typed anew; none leaves the one that is kept.
 */
password: Password | null, };

/**
 * The user's words for one kind of mail.
 */
export type SaveMailTemplate = { 
/**
 * `letter`, `invoice`, `receipt`, `credit_note`, `statement`, `amendment`,
 * `amendment_reminder`, `collection_notice`, `plan`, `payment_page` or `new_method`.
 */
kind: string, 
/**
 * The subject; empty together with the body goes back to the program's words.
 */
subject: string, 
/**
 * The body.
 */
body: string, };

/**
 * Changes how an office is used.
 */
export type SaveOffice = { 
/**
 * To whom work is given there.
 */
assignee: string, 
/**
 * Agreements accepted from this day on are sent.
 */
from_on: string, };

/**
 * Saves a draft as it is, problems and all.
 */
export type SaveProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * The draft.
 */
draft: ProposalDraft, };

/**
 * Saves a service's form. Proposals and agreements that use it keep their own words and price.
 */
export type SaveService = { 
/**
 * The service.
 */
id: string, 
/**
 * The form.
 */
form: ServiceForm, };

/**
 * What was decided about one charge.
 */
export type ScheduleChange = { 
/**
 * Which charge.
 */
n: number, 
/**
 * Whether it is left out.
 */
skip: boolean, 
/**
 * The day it falls due instead.
 */
due_on: string | null, 
/**
 * The price of one instead, as typed.
 */
price: string | null, };

/**
 * Days on which nobody works.
 */
export type ScheduleHolidays = { 
/**
 * `US`, `GB-EAW`, `GB-SCT`, `GB-NIR`, `IE`, `CA`, `AU` or `NZ`; left out, no place's.
 */
place: string | null, 
/**
 * One's own days.
 */
own: Array<string>, };

/**
 * Another price in the first periods.
 */
export type ScheduleIntroductory = { 
/**
 * Price of one, as typed.
 */
price: string, 
/**
 * For how many periods.
 */
periods: number, };

/**
 * Days in which nothing is billed.
 */
export type SchedulePause = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day; left out while it lasts.
 */
to: string | null, };

/**
 * The charges that a schedule makes: the same function bills.
 */
export type SchedulePreview = { 
/**
 * What would be billed, the oldest first.
 */
charges: Array<PreviewCharge>, 
/**
 * What would wait for a decision, or is left out by one.
 */
held: Array<HeldCharge>, 
/**
 * The rule and the start in words.
 */
in_words: string, };

/**
 * When billing begins.
 */
export type ScheduleStart = { "kind": "next_billing_day" } | { "kind": "date", 
/**
 * The first day that is billed for.
 */
on: string, 
/**
 * What fell due before acceptance: `billed` on acceptance, or `not_billed`.
 */
past: string, } | { "kind": "on_acceptance" } | { "kind": "by_hand", 
/**
 * The day it was started; left out while it waits.
 */
started_on: string | null, };

/**
 * Work done.
 */
export type ScheduleWork = { 
/**
 * Which: counted from 0; of milestones their place in the list.
 */
n: number, 
/**
 * The day.
 */
on: string, 
/**
 * How much, as typed; left out, one.
 */
quantity: string | null, 
/**
 * Whether the client approved what exceeds the cap.
 */
approved: boolean, };

/**
 * What the user fills in about a service.
 */
export type ServiceForm = { 
/**
 * Its name as printed on letters and invoices.
 */
name: string, 
/**
 * What kind of work it is: its own clauses come with it.
 */
kind: string, 
/**
 * What is done, for the letter.
 */
description: string, 
/**
 * How it is billed.
 */
billing: Billing, 
/**
 * Price each time, or per hour, as typed.
 */
price: string, 
/**
 * How it is taxed: `usual`, `none`, a treatment of the place or a rate of the user's own.
 */
tax: string, };

/**
 * The library.
 */
export type ServiceList = { 
/**
 * By name.
 */
rows: Array<ServiceRow>, };

/**
 * A service on a day.
 */
export type ServiceOnDay = { 
/**
 * The service of the agreement.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What is done.
 */
scope: string, 
/**
 * How it is billed, in words.
 */
billing_words: string, 
/**
 * How many each time, plain decimal.
 */
quantity: string, 
/**
 * Price of one.
 */
price: Amount, };

/**
 * A service in the library.
 */
export type ServiceRow = { 
/**
 * The service.
 */
id: string, 
/**
 * The form, filled.
 */
form: ServiceForm, 
/**
 * The price.
 */
price: Amount, 
/**
 * How it is billed, in words: `each month`, `once, when done`.
 */
billing_words: string, 
/**
 * How it is taxed today: `VAT 20%`, `Exempt`, `None`.
 */
tax_words: string, 
/**
 * In how many running agreements it is.
 */
agreements: number, 
/**
 * When an archived service was archived.
 */
archived_at: string | null, };

/**
 * Bills an agreement automatically, or no longer.
 */
export type SetAutomatic = { 
/**
 * The agreement.
 */
id: string, 
/**
 * Whether its invoices are issued without being asked for.
 */
automatic: boolean, };

/**
 * Leaves a client alone.
 */
export type SetHold = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The last day.
 */
until: string, 
/**
 * Why.
 */
reason: string, };

/**
 * What became of a draft.
 */
export type SettleMail = { 
/**
 * Its row in the outbox.
 */
id: string, 
/**
 * Why it could not be handed over; none when the mail program has it.
 */
failure: string | null, };

/**
 * What the user found out about a mail that may have left.
 */
export type SettleUnknownMail = { 
/**
 * Its row in the outbox.
 */
id: string, 
/**
 * Whether it arrived; if not, it is sent again, the same to the byte.
 */
arrived: boolean, };

/**
 * Which ageing.
 */
export type ShowAgeing = { 
/**
 * `due` or `issued`: the day from which the age counts.
 */
by: string, 
/**
 * The currency; left out, the home currency.
 */
currency: string | null, };

/**
 * Asks for the rows behind a bar.
 */
export type ShowBehind = { 
/**
 * `ageing`, `received`, `expected`, `forecast_week` or `forecast_month`.
 */
chart: string, 
/**
 * The bar's key.
 */
key: string, };

/**
 * Which days.
 */
export type ShowBooks = { 
/**
 * The day of the trial balance.
 */
on: string, 
/**
 * The first day of what was earned.
 */
from: string, 
/**
 * The last one.
 */
to: string, };

/**
 * Whose invoices.
 */
export type ShowClientAgeing = { 
/**
 * The client.
 */
client_id: string, 
/**
 * `due` or `issued`.
 */
by: string, 
/**
 * The currency; left out, the home currency.
 */
currency: string | null, };

/**
 * Which currency.
 */
export type ShowCredits = { 
/**
 * The currency; left out, the home currency.
 */
currency: string | null, };

/**
 * Which jurisdiction's defaults to show.
 */
export type ShowDefaults = { 
/**
 * `US`, `GB`, `IE`, `CA`, `AU` or `NZ`.
 */
jurisdiction: string, };

/**
 * Which document.
 */
export type ShowDocument = { 
/**
 * SHA-256 in lower-case hex.
 */
sha256: string, };

/**
 * Asks for a time.
 */
export type ShowFees = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, };

/**
 * Asks for the rows behind a figure.
 */
export type ShowFigure = { 
/**
 * The figure.
 */
key: string, 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, };

/**
 * Which message, and in which words.
 */
export type ShowFollowUp = { 
/**
 * The client.
 */
id: string, 
/**
 * The user's words of a letter; without them, the words of the step.
 */
words?: WriteFollowUp, };

/**
 * Which forecast.
 */
export type ShowForecast = { 
/**
 * `week` for 13 weeks, `month` for this month and eleven more.
 */
unit: string, 
/**
 * What if the two clients of whom most is expected paid so many days later; 0 to 365.
 */
late_days: number, };

/**
 * Which days to check: those on which charges fell due.
 */
export type ShowLeakage = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day; one after today means today.
 */
to: string, 
/**
 * The currency of the agreements; left out, the home currency.
 */
currency: string | null, };

/**
 * Which figures.
 */
export type ShowMetrics = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, 
/**
 * For one client; left out, for all.
 */
client_id: string | null, };

/**
 * Asks what services earned, both days included.
 */
export type ShowRevenue = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, };

/**
 * Asks for the trial balance.
 */
export type ShowTrialBalance = { 
/**
 * The day whose end it shows.
 */
on: string, };

/**
 * Which words.
 */
export type ShowWords = { 
/**
 * What the step says, by name.
 */
says: string, 
/**
 * `friendly`, `direct` or `formal`.
 */
tone: string, };

/**
 * A signatory of a revision.
 */
export type SignatoryRow = { 
/**
 * The name.
 */
name: string, 
/**
 * In what capacity.
 */
capacity: string, 
/**
 * The address the letter goes to.
 */
email: string, 
/**
 * The day of the signature, once given.
 */
signed_on: string | null, 
/**
 * How it was given: `in_person`, `on_paper`, `by_file`, `by_email` or `on_behalf`.
 */
method: string | null, };

/**
 * How one person agreed.
 */
export type SignaturePage = { 
/**
 * Who signed.
 */
signer: string, 
/**
 * In what capacity.
 */
capacity: string, 
/**
 * `in_person`, `on_paper`, `by_file`, `by_email` or `on_behalf`.
 */
method: string, 
/**
 * `A` to `D`.
 */
grade: string, 
/**
 * The day it was given.
 */
signed_on: string, 
/**
 * The instant it was recorded.
 */
recorded_at: string, 
/**
 * Why it was recorded on the client's behalf; empty otherwise.
 */
reason: string, 
/**
 * What the evidence shows, a sentence each.
 */
facts: Array<string>, 
/**
 * The scan, file or message: SHA-256, the name of its document.
 */
evidence: string | null, };

/**
 * What every way of accepting says.
 */
export type Signing = { 
/**
 * Which of the letter's signatories, counted from 0.
 */
signatory: number, 
/**
 * The name of whoever signed.
 */
signer: string, 
/**
 * In what capacity: `owner`, `director`; may be empty.
 */
capacity: string, 
/**
 * What was chosen.
 */
choice: Choice, 
/**
 * Initials for consent by notice; empty where none were given.
 */
initials: string, };

/**
 * Leaves a charge out.
 */
export type SkipCharge = { 
/**
 * The charge.
 */
charge: ChargeKey, 
/**
 * Why; may be empty.
 */
reason: string, };

/**
 * Puts a matter off.
 */
export type Snooze = { 
/**
 * The matter's key.
 */
key: string, 
/**
 * Its title, kept with the reason.
 */
title: string, 
/**
 * The day it comes back, after today.
 */
until: string, 
/**
 * Why.
 */
reason: string, };

/**
 * A snoozed matter.
 */
export type Snoozed = { 
/**
 * Its key.
 */
key: string, 
/**
 * What it is.
 */
title: string, 
/**
 * The day it comes back.
 */
until: string, 
/**
 * Why it was put off.
 */
reason: string, };

/**
 * A part of a line.
 */
export type SplitPart = { 
/**
 * Its share as typed, signed as the line: a fee kept from a deposit is negative.
 */
amount: string, 
/**
 * What it is; nothing that explains whole lines only.
 */
explain: Explain, };

/**
 * A part of a split line.
 */
export type SplitShown = { 
/**
 * What it is.
 */
words: string, 
/**
 * Its share of the line, signed.
 */
amount: Amount, };

/**
 * What the parts of a split come to.
 */
export type SplitSums = { 
/**
 * Their sum.
 */
sum: Amount, 
/**
 * The line less that.
 */
left: Amount, 
/**
 * The same as it would be typed.
 */
left_typed: string, 
/**
 * Whether nothing is left and every amount can be read.
 */
adds_up: boolean, 
/**
 * For each amount what is wrong with it.
 */
wrong: Array<string | null>, };

/**
 * A factor of a client's standing.
 */
export type StandingFactor = { 
/**
 * For people.
 */
label: string, 
/**
 * Points that it gave.
 */
points: number, 
/**
 * Points that it can give.
 */
of: number, };

/**
 * Starts an agreement that waits for it.
 */
export type StartAgreement = { 
/**
 * The agreement.
 */
id: string, 
/**
 * The first day that is billed for.
 */
on: string, };

/**
 * What the starter library added.
 */
export type StartersAdded = { 
/**
 * How many services were added.
 */
added: number, };

/**
 * What the import did.
 */
export type StatementImported = { 
/**
 * The statement, by which it can be undone.
 */
id: string, 
/**
 * The account it went into.
 */
account_id: string, 
/**
 * Lines added.
 */
added: number, 
/**
 * Lines that were there already.
 */
known: number, 
/**
 * Those among them that the bank has changed.
 */
updated: number, 
/**
 * Records that could not be taken.
 */
rejected: Array<NotTaken>, 
/**
 * Records left out by rule.
 */
skipped: number, };

/**
 * A layout of a bank's table as a small text of JSON.
 */
export type StatementLayout = { 
/**
 * As `statements::profile` writes it.
 */
text: string, };

/**
 * How the columns of a CSV are to be read; columns count from 0. Remembered for the account.
 */
export type StatementMapping = { 
/**
 * Rows before the first transaction.
 */
skip_rows: number | null, 
/**
 * Date column.
 */
date: number | null, 
/**
 * `day_first`, `month_first` or `year_first`.
 */
date_order: string | null, 
/**
 * The one signed amount column.
 */
amount: number | null, 
/**
 * Positive amounts are money out (card statements).
 */
inverted: boolean, 
/**
 * Money out, where two columns are used.
 */
debit: number | null, 
/**
 * Money in, where two columns are used.
 */
credit: number | null, 
/**
 * Where two columns are used, what their signs mean: `unsigned` (the usual), `by_side` (the
 * heading alone says the direction) or `own` (each amount carries its own).
 */
signs: string | null, 
/**
 * The column that says whether an unsigned amount came in or went out.
 */
flag: number | null, 
/**
 * Its values that mean money out.
 */
out_flags: Array<string>, 
/**
 * Text columns, in order.
 */
description: Array<number>, 
/**
 * Reference column.
 */
reference: number | null, 
/**
 * Balance column.
 */
balance: number | null, 
/**
 * `point` or `comma`.
 */
decimal_mark: string | null, };

/**
 * What a file holds.
 */
export type StatementPreview = { 
/**
 * `OFX 1.0.2`, `CSV`…
 */
format: string, 
/**
 * The encoding it was read with.
 */
encoding: string, 
/**
 * `import`, `import_with_warnings`, `import_with_rejects`, `empty`, `must_ask` or `refuse`.
 */
outcome: string, 
/**
 * Why it was refused, or what to know before importing.
 */
notes: Array<string>, 
/**
 * The account the file names, its last four digits; may be empty.
 */
ending: string, 
/**
 * The currency the file names, or the account's.
 */
currency: string, 
/**
 * The first 200 lines.
 */
lines: Array<PreviewLine>, 
/**
 * Lines that would be added.
 */
new_lines: number, 
/**
 * Lines the account has already.
 */
known_lines: number, 
/**
 * Those among them that the bank has changed.
 */
updated_lines: number, 
/**
 * Records that cannot be taken.
 */
rejected: Array<NotTaken>, 
/**
 * Records left out by rule: pending rows, balance rows.
 */
skipped: Array<NotTaken>, 
/**
 * What must be answered first.
 */
questions: Array<FileQuestion>, 
/**
 * Heads (or first values) of the columns, for the mapping; CSV only.
 */
columns: Array<string>, 
/**
 * The mapping that was used; CSV only.
 */
mapping: StatementMapping | null, 
/**
 * The balance's proof in words: `Balances prove every line`, or by how much they differ.
 */
proof: string | null, };

/**
 * The status bar.
 */
export type Status = { 
/**
 * The day of the newest bank line.
 */
bank_through: string | null, 
/**
 * When the last verified backup was made.
 */
backed_up_at: string | null, 
/**
 * The job that runs now.
 */
job: JobRow | null, 
/**
 * The file with its folder.
 */
path: string, };

/**
 * How many documents have a step.
 */
export type StepCount = { 
/**
 * The step.
 */
step: string, 
/**
 * How many.
 */
rows: number, };

/**
 * Asks how an amount would be joined.
 */
export type SuggestAllocation = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The amount, as typed; empty asks for the open invoices alone.
 */
amount: string, 
/**
 * Its currency, ISO 4217; left out, the home currency.
 */
currency: string | null, };

/**
 * An open invoice and the part of the amount proposed for it.
 */
export type SuggestedAllocation = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * What it is for.
 */
about: string, 
/**
 * The day it is due.
 */
due_on: string, 
/**
 * Still owed.
 */
open: Amount, 
/**
 * Proposed; zero for none.
 */
amount: Amount, };

/**
 * How the summary is sent.
 */
export type SummaryPolicy = { 
/**
 * The day of the week, Monday being 1; nothing where it is not sent.
 */
weekday: number | null, 
/**
 * Whether there is a mail account that can send it.
 */
can_send: boolean, 
/**
 * Whether this week has its summary.
 */
sent: boolean, };

/**
 * Whether it was put into the outbox.
 */
export type SummaryRun = { 
/**
 * Whether it was.
 */
sent: boolean, };

/**
 * Everything that a run would do, or has done.
 */
export type SyncPlan = { 
/**
 * The organisation's name.
 */
organisation: string, 
/**
 * One for each document.
 */
rows: Array<PlanRow>, 
/**
 * How many of the rows there are of each step, the steps that do something first.
 */
counts: Array<StepCount>, };

/**
 * Takes a difference up again that was let go.
 */
export type TakeDifferenceUp = { 
/**
 * The charge.
 */
charge: ChargeKey, };

/**
 * A place where a client can belong for tax.
 */
export type TaxPlaceRow = { 
/**
 * Its name in the book; empty for where the practice is.
 */
code: string, 
/**
 * In plain words.
 */
words: string, };

/**
 * The sums of one tax at one rate, or of what is not taxed.
 */
export type TaxRow = { 
/**
 * `QST 9.975%`, `Zero rate, VAT 0%`, `Exempt`.
 */
words: string, 
/**
 * What it is on, without tax.
 */
net: Amount, 
/**
 * The tax.
 */
tax: Amount, };

/**
 * What can be chosen about tax.
 */
export type TaxSettings = { 
/**
 * Whether the practice charges tax at all.
 */
charges: boolean, 
/**
 * What a service or a line can be taxed as, the usual way first.
 */
choices: Array<TreatmentRow>, 
/**
 * What can be the usual way, no tax first.
 */
usual: Array<TreatmentRow>, 
/**
 * Where clients can be.
 */
places: Array<TaxPlaceRow>, 
/**
 * The user's own rates, by name and day.
 */
own: Array<OwnRateRow>, 
/**
 * What the number for a province's own tax is called; empty where there is none.
 */
second_registration_name: string, 
/**
 * Which day's rate counts, with its rule of law.
 */
tax_point: string, };

/**
 * All templates, by name.
 */
export type TemplateList = { 
/**
 * Rows.
 */
rows: Array<TemplateRow>, };

/**
 * A template in a list.
 */
export type TemplateRow = { 
/**
 * The template.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The names of its services.
 */
about: string, 
/**
 * The last change, as an instant.
 */
changed_at: string, };

/**
 * The terms of an agreement on a day.
 */
export type TermsOnDay = { 
/**
 * The day.
 */
on: string, 
/**
 * The amendment that brought them; nothing for what was accepted.
 */
amendment: number | null, 
/**
 * Who is billed.
 */
client: string, 
/**
 * The services.
 */
services: Array<ServiceOnDay>, 
/**
 * Days from issue to due.
 */
payment_days: number, 
/**
 * The last day; nothing while it runs until it is ended.
 */
end: string | null, 
/**
 * Recurring fees a month, without tax.
 */
per_month: Amount, 
/**
 * Recurring fees a year, without tax.
 */
per_year: Amount, 
/**
 * What differs from the other day, in plain words.
 */
sentences: Array<string>, 
/**
 * Every day on which the terms change, what was accepted first.
 */
stages: Array<TermsStage>, };

/**
 * From when which terms hold.
 */
export type TermsStage = { 
/**
 * The first day; of what was accepted the start of the agreement.
 */
from: string, 
/**
 * The amendment that brought them.
 */
amendment: number | null, 
/**
 * Recurring fees a month, without tax.
 */
per_month: Amount, };

/**
 * A text that changed.
 */
export type TextChange = { 
/**
 * What: `PAY-LATE Late payment`.
 */
what: string, 
/**
 * Its runs of words, in order.
 */
runs: Array<WordRun>, };

/**
 * The page.
 */
export type TodayPage = { 
/**
 * Today in the practice's time zone.
 */
today: string, 
/**
 * The last visit on an earlier day, as an instant.
 */
last_here: string | null, 
/**
 * Five figures.
 */
figures: Array<Figure>, 
/**
 * What needs the user, in the order of `domain::day`.
 */
needs: Array<Need>, 
/**
 * Snoozed matters, in words.
 */
snoozed: Array<Snoozed>, 
/**
 * What happened, the newest first.
 */
happened: Array<Happening>, 
/**
 * The next 14 days.
 */
coming: Array<ComingDay>, 
/**
 * Counts for the sidebar.
 */
counts: Counts, };

/**
 * A client who was told of a coming collection.
 */
export type Told = { 
/**
 * The collection.
 */
id: string, 
/**
 * When.
 */
on: string, };

/**
 * A way to tax a service.
 */
export type TreatmentRow = { 
/**
 * Its name in the book: `usual`, `none`, `gb_reduced`, `own:Sales tax`.
 */
code: string, 
/**
 * In plain words, with today's rate: `Reduced rate, VAT 5%`.
 */
words: string, 
/**
 * The rule of law; empty for what is the user's own.
 */
source: string, };

/**
 * The trial balance of a day.
 */
export type TrialBalancePage = { 
/**
 * The day whose end it shows.
 */
on: string, 
/**
 * One for each currency; none for an empty ledger.
 */
sheets: Array<TrialSheet>, };

/**
 * An account of the trial balance; it stands on one side.
 */
export type TrialRow = { 
/**
 * Its name.
 */
account: string, 
/**
 * What it holds, where that is a debit.
 */
debit: Amount | null, 
/**
 * What it holds, where that is a credit.
 */
credit: Amount | null, };

/**
 * The trial balance in one currency.
 */
export type TrialSheet = { 
/**
 * Three letters.
 */
currency: string, 
/**
 * Every account that holds something.
 */
rows: Array<TrialRow>, 
/**
 * Sum of the debit side.
 */
debits: Amount, 
/**
 * Sum of the credit side, which is the same.
 */
credits: Amount, 
/**
 * Open on invoices.
 */
open_invoices: Amount, 
/**
 * Received from clients and joined to no invoice.
 */
client_credits: Amount, 
/**
 * What clients owe after their credit: the first less the second.
 */
receivables: Amount, };

/**
 * What a played client does.
 */
export type TryAnswer = { 
/**
 * The request.
 */
id: string, 
/**
 * How the method behaves: `pays`, `pays_later`, `dead`, `confirms`, `disputes`, `debit`,
 * `comes_back` or `verifies`.
 */
conduct: string, };

/**
 * Asks what a prefix comes out as.
 */
export type TryPrefix = { 
/**
 * As typed: `INV-`, `{year}-`, `{client}-{year}{month}-`.
 */
prefix: string, 
/**
 * The next number, as typed.
 */
next: string, };

/**
 * How to take back what a command did.
 */
export type Undo = { 
/**
 * What is undone: `Client added`.
 */
label: string, 
/**
 * The command that undoes it.
 */
name: string, 
/**
 * Its question.
 */
question: unknown, };

/**
 * Matches taken back together.
 */
export type UndoAll = { 
/**
 * The matches.
 */
ids: Array<string>, };

/**
 * An agreement whose prices nobody reviewed in time.
 */
export type UnreviewedRow = { 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * The client's name.
 */
client: string, 
/**
 * The day since which its prices stand.
 */
since: string, 
/**
 * Since when, and where the letter says otherwise.
 */
words: string, };

/**
 * How many values were kept.
 */
export type ValuesKept = { 
/**
 * How many.
 */
count: number, };

/**
 * What a full check of the book found.
 */
export type Verified = { 
/**
 * What was checked, with its count: `1,204 journal entries`.
 */
checked: Array<string>, 
/**
 * Each thing that does not hold; none is good.
 */
findings: Array<string>, };

/**
 * Voids an invoice.
 */
export type VoidInvoice = { 
/**
 * The invoice.
 */
id: string, 
/**
 * Why; kept with the invoice.
 */
reason: string, };

/**
 * A void on the invoice's page.
 */
export type VoidRow = { 
/**
 * Why.
 */
reason: string, 
/**
 * The day.
 */
voided_on: string, };

/**
 * An agreement that is billed automatically and yet waits for the user.
 */
export type WaitingRow = { 
/**
 * The agreement.
 */
agreement_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * The client.
 */
client_id: string, 
/**
 * How many charges of it are due.
 */
charges: number, 
/**
 * Why it waits: one sentence.
 */
why: string, };

/**
 * Lets charges go.
 */
export type WaiveCharges = { 
/**
 * Which charges.
 */
charges: Array<ChargeKey>, 
/**
 * Why; kept for ever.
 */
reason: string, };

/**
 * Lets part of a late charge go.
 */
export type WaiveLateCharge = { 
/**
 * The charge.
 */
id: string, 
/**
 * How much, as typed.
 */
amount: string, 
/**
 * Why; kept with the charge.
 */
reason: string, };

/**
 * Brings a matter back.
 */
export type Wake = { 
/**
 * The matter's key.
 */
key: string, };

/**
 * Asks what the parts of a split come to.
 */
export type WeighSplit = { 
/**
 * The line.
 */
line_id: string, 
/**
 * The amounts as typed; an empty one counts as nothing yet.
 */
amounts: Array<string>, };

/**
 * Why a line of an invoice has its amount.
 */
export type WhyAmount = { 
/**
 * The invoice's number.
 */
invoice: string, 
/**
 * What the line is for.
 */
description: string, 
/**
 * The days it covers, in words.
 */
period: string, 
/**
 * The line without tax.
 */
net: Amount, 
/**
 * Its tax.
 */
tax: Amount, 
/**
 * The line with tax.
 */
total: Amount, 
/**
 * From price and quantity to the line without tax; adds up to `net`.
 */
working: Array<WhySum>, 
/**
 * Whether the terms of the agreement make this amount today.
 */
agrees: boolean, 
/**
 * From the whole invoice to what is open on it; adds up to `open`.
 */
settling: Array<WhySum>, 
/**
 * What is open on the whole invoice.
 */
open: Amount, 
/**
 * The chain, in order.
 */
steps: Array<WhyStep>, 
/**
 * All of it as plain text, to be copied or kept.
 */
text: string, };

/**
 * A step of the chain.
 */
export type WhyStep = { 
/**
 * `letter`, `terms`, `rule`, `work`, `decision`, `price`, `tax`, `invoice`, `credit`,
 * `payment`, `write_off`, `void` or `ledger`.
 */
kind: string, 
/**
 * One sentence.
 */
words: string, 
/**
 * The document it speaks of: its SHA-256.
 */
document: string | null, };

/**
 * A part of a sum.
 */
export type WhySum = { 
/**
 * What it is.
 */
words: string, 
/**
 * How much; below zero where it is taken off.
 */
amount: Amount, };

/**
 * Takes an amendment back.
 */
export type WithdrawAmendment = { 
/**
 * The amendment.
 */
id: string, 
/**
 * Why; may be empty.
 */
reason: string, };

/**
 * Takes back what was sent, so that it can no longer be accepted.
 */
export type WithdrawProposal = { 
/**
 * The proposal.
 */
id: string, 
/**
 * Why; kept in the history.
 */
reason: string, };

/**
 * A run of words that was kept, added or removed.
 */
export type WordRun = { 
/**
 * `kept`, `added` or `removed`.
 */
kind: string, 
/**
 * The words.
 */
text: string, };

/**
 * A message in the user's words.
 */
export type WriteFollowUp = { 
/**
 * The client.
 */
client_id: string, 
/**
 * The subject.
 */
subject: string, 
/**
 * The body.
 */
body: string, };

/**
 * A mail as the user left it.
 */
export type WriteMail = { 
/**
 * What it is about.
 */
about: ComposeMail, 
/**
 * To, with commas between.
 */
to: string, 
/**
 * Cc, with commas between.
 */
cc: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Body, plain text.
 */
body: string, 
/**
 * The keys of the files that go with it; `document` always does in a draft.
 */
files: Array<string>, };

/**
 * Gives up what is open on an invoice.
 */
export type WriteOffInvoice = { 
/**
 * The invoice.
 */
id: string, 
/**
 * Why; kept with the invoice.
 */
reason: string, 
/**
 * The amount that the user saw and approved, as typed; what is open must be exactly this.
 */
approved: string, };

/**
 * A write-off on the invoice's page.
 */
export type WriteOffRow = { 
/**
 * The write-off, by which it can be taken back.
 */
id: string, 
/**
 * The day.
 */
written_on: string, 
/**
 * Why.
 */
reason: string, 
/**
 * How much.
 */
amount: Amount, };
