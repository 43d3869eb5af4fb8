using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Console.Sources;

/// <summary>Policies as files have them.</summary>
public interface IPolicyDesk
{
    /// <summary>The policy that holds.</summary>
    Policy Active { get; }

    /// <summary>The version of the model that judges.</summary>
    string Model { get; }

    /// <summary>The policies that are known.</summary>
    IReadOnlyList<PolicyView> List();

    /// <summary>Every mistake of a text.</summary>
    PolicyCheckView Check(string text);

    /// <summary>
    /// Judges traffic by the policy that holds and by another one. The text must be right; the batches, in order of
    /// arrival, are only read.
    /// </summary>
    Task<WhatIfView> TryAsync(string text, IReadOnlyList<EventBatch> traffic, CancellationToken cancellation);
}
