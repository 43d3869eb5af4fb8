using System.Runtime.InteropServices;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>Everything that is kept of one account: plain bytes of a fixed size.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct AccountState
{
    public AccountKey Key;

    /// <summary>Newest event time that arrived: lateness is measured by it.</summary>
    public long NewestMicros;

    /// <summary>Time of the last event judged; 0 before the first.</summary>
    public long JudgedMicros;

    /// <summary>Events that arrived and count.</summary>
    public uint Events;

    public uint FirstSecond;

    /// <summary>Events held back for their order; an account with any is never evicted.</summary>
    public int Pending;

    /// <summary>Second of the last scoring.</summary>
    public uint EvaluatedSecond;

    /// <summary>Events and tracks since the last scoring.</summary>
    public int VolumeSinceEvaluation;

    /// <summary>Volume at which the account is scored next.</summary>
    public int VolumeToEvaluate;

    /// <summary>Evidence that adds up over days, in nats.</summary>
    public float Evidence;

    public uint EvidenceSecond;

    public float HighestScore;

    /// <summary>When the verdict ends if nothing renews it; <see cref="uint.MaxValue"/>: never.</summary>
    public uint VerdictUntilSecond;

    /// <summary>Until when nothing above observe is decided.</summary>
    public uint CooldownUntilSecond;

    public Verdict Verdict;

    public byte Flags;

    public byte Cohort;

    /// <summary>Five bytes, which bring what follows to a border of 4.</summary>
    public NamePlace Name;

    public AccountFeatures Features;

    /// <summary>No decision is ever made.</summary>
    public const byte Allowlisted = 1;

    /// <summary>Stands in the list of accounts whose verdict may end.</summary>
    public const byte Watched = 2;

    /// <summary>The verdict that stands was carried out, whatever cohort the account has moved to since.</summary>
    public const byte Enforced = 4;

    /// <summary>Has changed since the last checkpoint (<see cref="AccountChanges"/>).</summary>
    public const byte Changed = 8;

    /// <summary>Is held against others: see <see cref="Judging.CandidateTest"/>.</summary>
    public const byte Candidate = 16;
}
