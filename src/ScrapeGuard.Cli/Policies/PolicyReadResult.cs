using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>A policy, or every mistake that keeps its file from being one.</summary>
public sealed record PolicyReadResult
{
    internal PolicyReadResult(Policy? policy, ImmutableArray<PolicyError> errors)
    {
        Policy = policy;
        Errors = errors;
    }

    /// <summary>The policy; null when there are errors: a policy holds whole or not at all.</summary>
    public Policy? Policy { get; }

    /// <summary>In order of line and column; empty when there is a policy.</summary>
    public ImmutableArray<PolicyError> Errors { get; }

    [MemberNotNullWhen(true, nameof(Policy))]
    public bool IsValid => Policy is not null;
}
