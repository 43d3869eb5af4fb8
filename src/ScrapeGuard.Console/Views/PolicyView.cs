using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Views;

/// <param name="Name">As decisions have it.</param>
/// <param name="Mode"><c>enforce</c> or <c>shadow</c>.</param>
/// <param name="Active">Whether it decides now.</param>
/// <param name="Text">YAML, with every key.</param>
/// <param name="Loaded">When it was read.</param>
public sealed record PolicyView(string Name, string Mode, bool Active, string Text, Moment? Loaded);

/// <param name="Valid">A policy holds whole or not at all.</param>
/// <param name="Errors">Every mistake.</param>
public sealed record PolicyCheckView(bool Valid, IReadOnlyList<PolicyErrorView> Errors);

public sealed record PolicyErrorView(string Key, string Value, int? Line, string Message);

/// <summary>Whom another policy would judge otherwise, on the traffic that is kept.</summary>
public sealed record WhatIfView
{
    public required long Events { get; init; }

    public required Moment From { get; init; }

    public required Moment To { get; init; }

    /// <summary>Accounts that it judges more severely: at most 200.</summary>
    public required IReadOnlyList<WhatIfAccount> Gained { get; init; }

    /// <summary>Accounts that it judges less severely: at most 200.</summary>
    public required IReadOnlyList<WhatIfAccount> Lost { get; init; }

    /// <summary>Flagged accounts that both judge alike.</summary>
    public required int Same { get; init; }
}

/// <param name="Account">The account.</param>
/// <param name="Verdict">Its most severe one under the other policy.</param>
/// <param name="Before">The same under the one that holds.</param>
public sealed record WhatIfAccount(string Account, string Verdict, string Before);
