using System.Runtime.InteropServices;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Features.Takings;

/// <summary>
/// What tells a quiet scraper from a person, taking by taking: four cumulative sums (Page 1954) of log-likelihood
/// ratios, in nats, in 32 bytes. None falls below 0, so that weeks of human behaviour before do not help; all but
/// <see cref="NeverRests"/> stand still without takings, so that pauses do not either.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><see cref="NeverReturns"/>: every track is new, and none is one that others take much. A person who hardly
/// ever takes a track twice (3.5 %) and seldom one of the well-known (10 %) is the hypothesis against it.</item>
/// <item><see cref="NeverRests"/>: nobody is there. Who listens leaves off for 20 minutes after each third or fourth
/// track, in the longest sessions after each seventeenth, skips or breaks off for minutes at one of ten, looks for
/// something or at a page (one new track in 20 is the hypothesis, where most people do for one in four), or comes back
/// to a track; a night ends it. What is taken plays no part, so that it is a word of its own beside
/// <see cref="NeverReturns"/>.</item>
/// <item><see cref="NeverAdopts"/>: there are repeats, but no new track is ever come back to, and the new ones are
/// not what others take: repeats of a few known tracks cover a walk through the tail.</item>
/// <item><see cref="NarrowBand"/>: the rarity of the new tracks stays in a narrow band around its running mean
/// (standard deviation 1.1 bits, against 2.5 of people), as of one who goes down a list by popularity.</item>
/// </list>
/// <para>Well-known is what is less rare than the mean of what the stream takes. How far people's sums go is measured,
/// not derived: the thresholds are the engine's.</para>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct TakingTests
{
    // ln(0.995 / 0.962) and ln(0.005 / 0.038): 0.3 % of new tracks are taken for known ones (RecentTracks).
    private const float NewTrack = 0.0337f;
    private const float Return = -2.03f;

    // ln(0.98 / 0.90) and ln(0.02 / 0.10).
    private const float RareTrack = 0.0852f;
    private const float KnownTrack = -1.61f;

    // ln(0.998 / 0.94) and ln(0.002 / 0.06).
    private const float NoPause = 0.0599f;
    private const float Pause = -3.40f;
    private const long PauseMicros = 1_200_000_000;
    private const long NightMicros = 4 * 3_600_000_000L;

    // ln(0.98 / 0.90) and ln(0.02 / 0.10).
    private const float Whole = 0.0852f;
    private const float Broken = -1.61f;
    private const long SkipMicros = 60_000_000;
    private const long BreakMicros = 420_000_000;

    // ln(0.995 / 0.95) and ln(0.005 / 0.05).
    private const float NoLook = 0.0463f;
    private const float Looked = -2.30f;

    private const float CoverNew = 0.08f;
    private const float CoverRare = 0.12f;
    private const float CoverKnown = -1.5f;
    private const float CoverFirstReturn = -0.5f;
    private const float BandNew = 0.1f;
    private const float BandFirstReturn = -0.8f;

    // N(mean, 1.1) against N(mean, 2.5): ln(2.5 / 1.1) - d^2 (1 / 1.1^2 - 1 / 2.5^2) / 2.
    private const float BandHit = 0.821f;
    private const float BandCurve = 0.3332f;
    private const float BandWorst = -3;

    /// <summary>Bits from the mean to the rarest; with fewer, too little is known to tell rare from known.</summary>
    private const float LeastSpread = 2;

    /// <summary>
    /// Rarity of the unknown, in bits, below which too little was taken to tell rare from known: 4,096 takings.
    /// </summary>
    private const float LeastTold = 12;

    /// <summary>Bits below the rarest from which a track counts as measured: at least 1.5 takings.</summary>
    private const float LeastKnown = 2;

    /// <summary>
    /// Rarity of the unknown, in bits, below which what is measured lies in a narrow band by itself: 11,600
    /// takings.
    /// </summary>
    private const float LeastRange = 13.5f;

    private const int FewestReturns = 5;
    private const int FewestHoursHeard = 5;
    private const float ReturnsOfPeople = 0.2f;
    private const float FullShare = 0.3f;
    private const int MeanOf = 24;
    private const int LeastMean = 5;
    private const float Ceiling = 100;
    private const ushort MaxCount = 1_024;

    private float _rarityMean;
    private byte _rarityCount;
    private Looking _looking;
    private byte _hoursHeard;
    private bool _playsAgain;
    private ushort _new;
    private ushort _returns;
    private ushort _run;

    /// <summary>Nats for: takes everything once, and nothing that is well known.</summary>
    public float NeverReturns;

    /// <summary>Nats for: track after new track without a pause, a look around or a return.</summary>
    public float NeverRests;

    /// <summary>Nats for: comes back to a few tracks, but never to a new one, and those are rare.</summary>
    public float NeverAdopts;

    /// <summary>Nats for: goes down a list by popularity.</summary>
    public float NarrowBand;

    /// <summary>New tracks, halved now and then.</summary>
    public readonly int NewTracks => _new;

    /// <summary>New tracks since the account last came back to one.</summary>
    public readonly int Run => _run;

    /// <summary>Returns for each new track, over the last thousand or so.</summary>
    public readonly float ReturnsPerNew => _new == 0 ? 0 : (float)_returns / _new;

    /// <summary>
    /// Whether the account came back to tracks, and to one for each five new ones, as most people do and hardly a
    /// scraper in a hurry.
    /// </summary>
    public readonly bool ComesBack => _returns >= FewestReturns && ReturnsPerNew >= ReturnsOfPeople;

    /// <summary>
    /// Whether somebody is known to listen: the account comes back to tracks, or plays were heard on five hours of the
    /// clock. A client that keeps what it was given asks for nothing when its owner comes back to a track.
    /// </summary>
    public readonly bool Listens => ComesBack || _hoursHeard >= FewestHoursHeard;

    /// <summary>Whether the account reported a play of a track that it had taken before.</summary>
    public readonly bool PlaysAgain => _playsAgain;

    /// <summary>Takes in a track that the account had not taken lately.</summary>
    /// <param name="track">The track.</param>
    /// <param name="gapMicros">Time since the track before.</param>
    /// <param name="popularity">What is known of popularity.</param>
    public void TakeNew(ulong track, long gapMicros, PopularitySketch popularity)
    {
        _run = (ushort)Math.Min(_run + 1, ushort.MaxValue);
        if (_new == MaxCount)
        {
            _new /= 2;
            _returns /= 2;
        }

        _new++;
        var cover = Math.Min(1, ReturnsPerNew / FullShare);
        var rarity = popularity.RarityOf(track);
        var mean = popularity.MeanRarity;
        var rarest = popularity.RarityOfUnknown;
        var tellsRare = rarest >= LeastTold && rarest - mean >= LeastSpread;
        var isKnown = rarity < mean;
        var rare = !tellsRare ? 0 : isKnown ? KnownTrack : RareTrack;
        var coverRare = !tellsRare ? 0 : isKnown ? CoverKnown : CoverRare;
        Add(ref NeverReturns, NewTrack + rare);
        NeverRests = gapMicros < NightMicros ? NeverRests : 0;
        var whole = gapMicros is >= SkipMicros and < BreakMicros ? Whole : Broken;
        var look = _looking switch
        {
            Looking.Around => Looked,
            Looking.AtOne => 0,
            _ => NoLook,
        };
        Add(ref NeverRests, (gapMicros < PauseMicros ? NoPause : Pause) + look + whole);
        _looking = Looking.Nowhere;
        Add(ref NeverAdopts, cover * (CoverNew + coverRare));
        var isMeasured = rarest >= LeastRange && rarest - rarity >= LeastKnown;
        var band = isMeasured ? BandOf(rarity) : 0;
        Add(ref NarrowBand, (cover * BandNew) + band);
    }

    /// <summary>
    /// Takes in that the account looked at something: the next new track was perhaps found by it. To ask for one entry
    /// by itself says nothing: a program asks for each track's before it takes it.
    /// </summary>
    /// <param name="atOne">At a single entry.</param>
    public void Look(bool atOne) => _looking = atOne && _looking != Looking.Around ? Looking.AtOne : Looking.Around;

    /// <summary>Takes in a track that the account had taken before.</summary>
    /// <param name="isFirst">For the first time since it was new.</param>
    public void TakeAgain(bool isFirst)
    {
        _run = 0;
        _returns = (ushort)Math.Min(_returns + 1, MaxCount * 8);
        Add(ref NeverReturns, Return);
        Add(ref NeverRests, Return);
        if (isFirst)
        {
            Add(ref NeverAdopts, CoverFirstReturn);
            Add(ref NarrowBand, BandFirstReturn);
        }
    }

    /// <summary>
    /// Takes in a play of a track that was taken before. It speaks against <see cref="NeverReturns"/> and
    /// <see cref="NeverRests"/> only: a report costs nothing, a key does.
    /// </summary>
    public void PlayAgain()
    {
        _playsAgain = true;
        _run = 0;
        Add(ref NeverReturns, Return);
        Add(ref NeverRests, Return);
    }

    /// <summary>Takes in that a play was heard in an hour of the clock of which none was known.</summary>
    public void Hear() => _hoursHeard = (byte)Math.Min(_hoursHeard + 1, byte.MaxValue);

    private float BandOf(float rarity)
    {
        var off = rarity - _rarityMean;
        var band = _rarityCount < LeastMean ? 0 : Math.Max(BandWorst, BandHit - (BandCurve * off * off));
        _rarityCount = (byte)Math.Min(_rarityCount + 1, MeanOf);
        _rarityMean += off / _rarityCount;
        return band;
    }

    private static void Add(ref float sum, float nats) => sum = Math.Clamp(sum + nats, 0, Ceiling);

    /// <summary>Where the account looked since the last new track.</summary>
    private enum Looking : byte
    {
        Nowhere,
        AtOne,
        Around,
    }
}
