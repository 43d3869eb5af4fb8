using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Numerics;
using ScrapeGuard.Features;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// Holds an account's <see cref="TakingTests"/> against how far people's go. The threshold of each test is the sum that
/// one person reaches in so many account-days: the tail of people's sums falls off as e^(-sum / scale), so that
/// <c>threshold(N) = threshold(10,000) + scale ln(N / 10,000)</c>.
/// </summary>
/// <remarks>
/// <para>There are people who never play anything twice for weeks, and no length of that makes them machines. So never
/// to come back leads to a challenge, and suspends only beside something of another kind: more new audio than can be
/// listened to (<see cref="UnplayedOfATaker"/>), a day without a night (<see cref="HoursOfATaker"/>), or two thirds of
/// never to rest (<see cref="RestlessShare"/>), where less of it is enough. Never to rest
/// (<see cref="TakingTests.NeverRests"/>) suspends beside a little of it, beside a list in order, or at more than can
/// be heard: after 48 tracks, over three hours. By itself it leads to a challenge then, and suspends at twice as much.
/// To take ahead of the fastest listening (<see cref="AccountFeatures.PacedExcess"/>) suspends beside two fifths of
/// never to come back, a list in order, or an hour and more of nothing but new tracks, well before it would by
/// itself.</para>
/// <para>Never to stop and read one of the entries that are opened suspends. Never to adopt anything new, and to choose
/// from a narrow band of popularity, are worth a look and no more: people with fresh tastes do both for weeks, and only
/// what an account has in common with others can tell them from a scraper that mimics people.</para>
/// </remarks>
internal static class ChoiceTests
{
    /// <summary>Most findings of one look.</summary>
    public const int MaxFindings = 6;

    /// <summary>Score of a sum just below its threshold: worth a look, and nothing is done to the account.</summary>
    private const double BestBelow = 0.69;

    /// <summary>Score of one who never comes back, if that is all: it asks for a sign that a person is there.</summary>
    private const double Alone = 0.85;

    private const double AtThreshold = 0.95;
    private const double ReferenceDays = 10_000;

    /// <summary>
    /// New audio ahead of listening of one who takes, in tracks: of 46 people whose players report no plays the highest
    /// was 9 (<see cref="ListeningDebt"/>).
    /// </summary>
    private const float UnplayedOfATaker = 15;

    /// <summary>Clock hours of the last 24 with activity, of an account that nobody sleeps over.</summary>
    private const int HoursOfATaker = 18;

    /// <summary>
    /// What <see cref="TakingTests.NeverReturns"/> has to be for never to rest to count, as a share of the latter's
    /// threshold: who leaves a radio on for hours hears what others hear.
    /// </summary>
    private const float ReturnsShare = 0.16f;

    /// <summary>
    /// The same of <see cref="TakingTests.NarrowBand"/>: who goes down a list of what is popular takes what others
    /// take, as a radio plays it, but in order.
    /// </summary>
    private const float BandShare = 2.1f;

    /// <summary>
    /// Tracks ahead of the fastest listening that are as good, whatever is taken: no radio plays track after track
    /// quicker than they can be heard. In weeks of real plays nobody who was 3 ahead had more than 16 on end.
    /// </summary>
    private const float TracksAhead = 5;

    /// <summary>
    /// Thresholds from which on nobody listens any more, whatever is played: twice as many tracks as lead to the
    /// question whether anybody does, six hours of them.
    /// </summary>
    private const float Asleep = 2;

    /// <summary>
    /// The share of its threshold from which on never to rest counts beside never to come back: 32 new tracks on end,
    /// each whole. The two are of different kinds, one of what is taken and one of when. The most that weeks of real
    /// plays came to was 0.2; of simulated people a radio had 0.64 and came back often, one who never comes back 0.55.
    /// </summary>
    private const float RestlessShare = 0.67f;

    /// <summary>
    /// Tracks ahead of the fastest listening (<see cref="AccountFeatures.PacedExcess"/>) from which on pace counts
    /// beside choice. Weeks of real plays came to 9, had each play been of another track one to 20.
    /// </summary>
    private const float QuickTracks = 15;

    /// <summary>What never to come back has to be for that, as a share of its threshold: 50 new tracks.</summary>
    private const float QuickReturnsShare = 0.4f;

    /// <summary>
    /// New tracks on end that are as good, whatever is known of how rare they are: the busiest hour of 92 listeners, 43
    /// plays, had each been of another track, is 19 ahead and 43 on end. In weeks of real plays nobody who was 3 ahead
    /// had more than 16 on end.
    /// </summary>
    private const float QuickRun = 60;

    /// <summary>
    /// The share of a threshold from which on what is found counts beside a campaign: of 18,400 people a radio in a
    /// shop was a stranger to a swarm and at six tenths of a list in order.
    /// </summary>
    private const float NearShare = 0.75f;

    /// <summary>
    /// New tracks on end that are odd beside a campaign, well known as they may be: of 750 people one had 97, the
    /// others 58 at most, and half of them seven.
    /// </summary>
    private const int LongRun = 60;

    private static readonly ChoiceTest Returns = new("evidence.never-returns", 15, 1.6f);
    private static readonly ChoiceTest ReturnsOfTheRestless = Returns with { At = 10 };
    private static readonly ChoiceTest Rests = new("evidence.never-rests", 9, 1.6f, From: 0.75f);
    private static readonly ChoiceTest Slows = new("evidence.never-slows", QuickTracks, 0, From: 0.75f);
    private static readonly ChoiceTest Reads = new("evidence.never-reads", 10, 1.3f);
    private static readonly ChoiceTest Adopts = new("evidence.never-adopts", 8, 1.3f);
    private static readonly ChoiceTest Band = new("evidence.rarity-band", 21, 2.0f);

    /// <summary>Adds what the tests found. Returns how many findings there are then.</summary>
    /// <param name="account">The account.</param>
    /// <param name="thresholds">Those of its cohort.</param>
    /// <param name="findings">Room for what is there and <see cref="MaxFindings"/> more.</param>
    /// <param name="count">Findings that are there.</param>
    public static int Apply(
        in AccountFeatures account, ScoreThresholds thresholds, Span<Finding> findings, int count)
    {
        var days = thresholds.WrongSuspensionEveryAccountDays;
        if (days <= 0)
        {
            return count;
        }

        var beyond = BeyondOf(days);
        var tests = account.Choices;
        var isRestless = tests.NeverRests >= RestlessShare * ThresholdOf(Rests, beyond);
        var takes = isRestless || account.UnplayedExcess >= UnplayedOfATaker
            || account.ActiveHoursOfLast(24) >= HoursOfATaker;
        var returns = isRestless ? ReturnsOfTheRestless : Returns;
        Hold(tests.NeverReturns, returns, beyond, takes ? 1 : Alone, findings, ref count);
        Hold(tests.NeverRests, Rests, beyond, MostOfRests(account, beyond), findings, ref count);
        var choice = Math.Max(
            tests.NeverReturns / (QuickReturnsShare * ThresholdOf(Returns, beyond)),
            Math.Max(tests.NarrowBand / ThresholdOf(Band, beyond), tests.Run / QuickRun));
        Hold(account.PacedExcess * Math.Min(choice, 1), Slows, beyond, most: 1, findings, ref count);
        Hold(account.NeverReads, Reads, beyond, most: 1, findings, ref count);
        Hold(tests.NeverAdopts, Adopts, beyond, BestBelow, findings, ref count);
        Hold(tests.NarrowBand, Band, beyond, BestBelow, findings, ref count);
        return count;
    }

    /// <summary>
    /// The most that never to rest comes to: somebody may have fallen asleep over a radio, and is asked for a sign
    /// first.
    /// </summary>
    private static double MostOfRests(in AccountFeatures account, float beyond)
    {
        var threshold = ThresholdOf(Rests, beyond);
        var tests = account.Choices;
        var chooses = Math.Max(tests.NeverReturns / ReturnsShare, tests.NarrowBand / BandShare);
        return chooses >= threshold || account.PacedExcess >= TracksAhead || tests.NeverRests >= Asleep * threshold
            ? 1
            : Alone;
    }

    /// <summary>Whether a sum is beyond a share of its threshold.</summary>
    public static bool IsBeyond(in TakingTests tests, ScoreThresholds thresholds, float share)
    {
        var days = thresholds.WrongSuspensionEveryAccountDays;
        if (days <= 0)
        {
            return false;
        }

        var beyond = BeyondOf(days);
        return tests.NeverReturns >= share * ThresholdOf(Returns, beyond)
            || tests.NeverAdopts >= share * ThresholdOf(Adopts, beyond)
            || tests.NarrowBand >= share * ThresholdOf(Band, beyond);
    }

    /// <summary>How much an account's choices speak against it, where they do not suffice by themselves.</summary>
    /// <param name="tests">What it chose.</param>
    /// <param name="thresholds">Those of its cohort.</param>
    /// <param name="findings">What <see cref="Apply"/> found.</param>
    public static ChoiceStanding StandingOf(
        in TakingTests tests, ScoreThresholds thresholds, ReadOnlySpan<Finding> findings)
    {
        var days = thresholds.WrongSuspensionEveryAccountDays;
        if (days <= 0)
        {
            return ChoiceStanding.Usual;
        }

        if (tests.NeverReturns >= NearShare * ThresholdOf(Returns, BeyondOf(days)))
        {
            return ChoiceStanding.NoReturn;
        }

        if (tests.Run >= LongRun)
        {
            return ChoiceStanding.Odd;
        }

        foreach (var finding in findings)
        {
            if (finding.Score >= NearShare * BestBelow)
            {
                return ChoiceStanding.Odd;
            }
        }

        return ChoiceStanding.Usual;
    }

    /// <summary>How many times e further in people's tail a threshold lies than the one that was measured.</summary>
    private static float BeyondOf(double days) => (float)StableMath.Log(days / ReferenceDays);

    private static float ThresholdOf(in ChoiceTest test, float beyond) =>
        Math.Max(test.At + (test.Scale * beyond), 1);

    private static void Hold(
        float sum, in ChoiceTest test, float beyond, double most, Span<Finding> findings, ref int count)
    {
        var threshold = ThresholdOf(test, beyond);
        var from = test.From * threshold;
        var score = sum < threshold
            ? BestBelow * (sum - from) / (threshold - from)
            : 1 - ((1 - AtThreshold) * threshold / sum);
        if (score >= BestBelow / 2)
        {
            findings[count++] = new Finding(test.Code, sum, threshold, Math.Min(score, most));
        }
    }

    /// <param name="Code">Of its finding.</param>
    /// <param name="At">The threshold at <see cref="ReferenceDays"/>.</param>
    /// <param name="Scale">Of the tail of people's sums.</param>
    /// <param name="From">The share of the threshold that is worth no look: an evening without a pause.</param>
    private readonly record struct ChoiceTest(string Code, float At, float Scale, float From = 0);
}
