using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>What the pages of the reference service share.</summary>
internal sealed record ServiceContext(
    ReferenceOptions Options, AccountLedger Ledger, FaultBoard Faults, SecretReader? Token, TimeProvider Time,
    CancellationToken Stopping);
