using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine;

/// <summary>What is known of an account at the end of a capture, or when it is forgotten.</summary>
/// <param name="Account">Its name.</param>
/// <param name="FirstMicros">Its first event, to the second.</param>
/// <param name="LastMicros">Its newest event.</param>
/// <param name="Events">Events that count.</param>
/// <param name="HighestScore">The highest score that it had.</param>
/// <param name="Verdict">The verdict that stands.</param>
/// <param name="Exposure">What it took.</param>
public sealed record AccountSummary(
    string Account, long FirstMicros, long LastMicros, long Events, double HighestScore, Verdict Verdict,
    Exposure Exposure)
{
    /// <summary>The campaign that it belongs to at the end; null: none.</summary>
    public string? Campaign { get; init; }

    /// <summary>
    /// Joins what is known of one account that was forgotten and came back; its distinct tracks are then an upper
    /// bound.
    /// </summary>
    public AccountSummary Join(AccountSummary other) => new(
        Account,
        Math.Min(FirstMicros, other.FirstMicros),
        Math.Max(LastMicros, other.LastMicros),
        Events + other.Events,
        Math.Max(HighestScore, other.HighestScore),
        LastMicros > other.LastMicros ? Verdict : other.Verdict,
        new Exposure(
            Exposure.Tracks + other.Exposure.Tracks,
            Exposure.AudioTracks + other.Exposure.AudioTracks,
            Exposure.Bytes + other.Exposure.Bytes))
    {
        Campaign = Campaign ?? other.Campaign,
    };

    internal static AccountSummary Of(in AccountState state, ReadOnlySpan<byte> name, bool withPending)
    {
        var last = withPending ? state.NewestMicros : state.JudgedMicros;
        var events = withPending ? state.Events : state.Events - (uint)state.Pending - 1;
        return new AccountSummary(
            Encoding.UTF8.GetString(name), state.FirstSecond * 1_000_000L, last, events,
            state.HighestScore, state.Verdict, state.Features.Exposure);
    }
}
