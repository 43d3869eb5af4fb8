namespace ScrapeGuard.AccountService.Templates;

/// <summary>What may stand between braces in a template.</summary>
internal enum Placeholder
{
    /// <summary>None: the piece is plain text.</summary>
    None = 0,

    /// <summary><c>{account}</c></summary>
    Account,

    /// <summary><c>{key}</c>: the idempotency key.</summary>
    Key,

    /// <summary><c>{kind}</c>: <c>throttle</c>, <c>challenge</c>, <c>suspend</c> or <c>restore</c>.</summary>
    Kind,

    /// <summary><c>{reason}</c></summary>
    Reason,

    /// <summary><c>{until}</c>: RFC 3339; nothing when it ends only by a restore.</summary>
    Until,

    /// <summary><c>{untilSeconds}</c>: the same in whole seconds since 1970; a number where it stands alone.</summary>
    UntilSeconds,

    /// <summary><c>{campaign}</c>; nothing when there is none.</summary>
    Campaign,
}
