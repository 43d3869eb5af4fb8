using System.Collections.Immutable;
using System.Text;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Explanation;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Detection.Numerics;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Features;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// Scores an account and says when its verdict changes. The score is the highest of three: what the rules found, what
/// the sequential test has gathered, and how unusual the account looks right now, which alone leads no further than
/// a throttle.
/// </summary>
internal sealed class AccountJudge(CompiledPolicy policy, DetectionModel? model)
{
    private const int MaxFeatureReasons = 4;

    /// <summary>The score of a look that one person in a million has.</summary>
    private const double MaxAnomalyScore = 0.8;

    private const double AnomalyDigits = 6;
    private const string NoModel = "none";

    /// <summary>New tracks between two returns: the longest of 46 people in 25,888 days.</summary>
    private const double PeoplesRun = 33;

    /// <summary>Returns for a new track, of the median of 92 people in a week.</summary>
    private const double PeoplesReturns = 1.7;

    private const double ReasonWeight = 0.1;

    private readonly PersonRules _rules = new(policy.Policy.Rules);
    private readonly Finding[] _findings =
        new Finding[PersonRules.MaxFindings + ChoiceTests.MaxFindings + CampaignTest.MaxFindings];
    private readonly FeatureEvidence[] _features = new FeatureEvidence[MaxFeatureReasons];
    private readonly float[] _vector = new float[FeatureSchema.Count];
    private readonly float[] _row = new float[FeatureSchema.Count];

    /// <summary>Is shown every row that is scored; may be null.</summary>
    public IEvaluationObserver? Observer { get; set; }

    /// <summary>Scores an account as of its last event; allocates only when the verdict changes.</summary>
    /// <param name="state">The account.</param>
    /// <param name="name">Its name.</param>
    /// <param name="campaigns">What is known of campaigns.</param>
    /// <returns>The change of verdict, or null.</returns>
    public Decision? Judge(ref AccountState state, ReadOnlySpan<byte> name, CampaignBoard campaigns)
    {
        var second = state.Features.LastSecond;
        FeatureExtractor.Extract(state.Features, _vector);
        FeatureScale.ToModel(_vector, _row);
        Observer?.Observe(state.Key, _row);
        var pValue = model?.PValue(model.Score(_row)) ?? 1;
        EvidenceTest.Look(ref state, second, pValue);
        var broken = _rules.Apply(state.Features, _vector, state.Features.Canaries24h, _findings);
        var thresholds = policy.Cohort(state.Cohort).Thresholds;
        var found = ChoiceTests.Apply(state.Features, thresholds, _findings, broken);
        CandidateTest.Look(ref state, thresholds);
        var choices = ChoiceTests.StandingOf(
            state.Features.Choices, thresholds, _findings.AsSpan(broken, found - broken));
        found = CampaignTest.Apply(
            campaigns, state.Key, policy.Policy.Campaigns, choices, _findings, found, out var campaign);
        var score = Math.Max(AnomalyScore(pValue), EvidenceTest.ScoreOf(state.Evidence));
        for (var i = 0; i < found; i++)
        {
            score = Math.Max(score, _findings[i].Score);
        }

        state.HighestScore = Math.Max(state.HighestScore, (float)score);
        state.EvaluatedSecond = second;
        state.VolumeSinceEvaluation = 0;
        state.VolumeToEvaluate = EvaluationPace.NextVolume(state.Features.DayVolume);
        if (!VerdictLadder.Climb(ref state, score, second, policy))
        {
            return null;
        }

        var mode = policy.Cohort(state.Cohort).Mode;
        state.Flags |= mode == PolicyMode.Enforce ? AccountState.Enforced : (byte)0;
        var reasons = ReasonsOf(state, found);
        var decision = Decide(state, name, state.Verdict, state.JudgedMicros, mode, score, reasons);
        return decision with { Campaign = campaign };
    }

    /// <summary>
    /// Ends a verdict whose time is over. What was carried out is also undone, though the account be in shadow by now;
    /// but a shadow policy does nothing to anyone.
    /// </summary>
    /// <returns>The restore, or null when the verdict stands.</returns>
    public Decision? Expire(ref AccountState state, ReadOnlySpan<byte> name, uint nowSecond)
    {
        var untilSecond = state.VerdictUntilSecond;
        if (!VerdictLadder.Expire(ref state, nowSecond, policy))
        {
            return null;
        }

        ImmutableArray<Reason> reasons = [new Reason("ladder.expired", 0, 0, 1)];
        var isEnforced = (state.Flags & AccountState.Enforced) != 0 && policy.Policy.Mode == PolicyMode.Enforce;
        state.Flags &= unchecked((byte)~AccountState.Enforced);
        var mode = isEnforced ? PolicyMode.Enforce : PolicyMode.Shadow;
        return Decide(state, name, Verdict.Restore, untilSecond * 1_000_000L, mode, 0, reasons);
    }

    private Decision Decide(
        in AccountState state, ReadOnlySpan<byte> name, Verdict verdict, long timeMicros, PolicyMode mode,
        double score, ImmutableArray<Reason> reasons)
    {
        return new Decision
        {
            Id = DecisionId.Of(state.Key, timeMicros, verdict, policy.NameHash, mode),
            TimeMicros = timeMicros,
            Account = Encoding.UTF8.GetString(name),
            Verdict = verdict,
            Score = score,
            Reasons = reasons,
            Exposure = state.Features.Exposure,
            Model = model?.Version ?? NoModel,
            Policy = policy.Policy.Name,
            Mode = mode,
        };
    }

    /// <summary>
    /// The rules that spoke, the evidence, then the features that are furthest from people's; heaviest first.
    /// </summary>
    private ImmutableArray<Reason> ReasonsOf(in AccountState state, int found)
    {
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        for (var i = 0; i < found; i++)
        {
            var finding = _findings[i];
            reasons.Add(new Reason(finding.Code, finding.Value, finding.Expected, finding.Score));
        }

        var evidence = EvidenceTest.ScoreOf(state.Evidence);
        if (evidence > 0)
        {
            reasons.Add(new Reason("evidence.days", state.Evidence, EvidenceTest.Threshold, evidence));
        }

        AddChoices(reasons, found, state.Features.Choices);

        reasons.Sort(static (a, b) => b.Weight.CompareTo(a.Weight));
        var count = model is null ? 0 : FeatureAttribution.Explain(model, _row, _features);
        for (var i = 0; i < count; i++)
        {
            var feature = _features[i];
            var expected = FeatureScale.FromModel(feature.Value > feature.Median ? feature.High : feature.Low);
            reasons.Add(new Reason($"feature.{feature.Name}", _vector[feature.Feature], expected, feature.Weight));
        }

        return reasons.ToImmutable();
    }

    /// <summary>What lies behind the tests of choice that spoke, in the account's own numbers.</summary>
    private void AddChoices(ImmutableArray<Reason>.Builder reasons, int found, in TakingTests choices)
    {
        var spoke = false;
        for (var i = 0; i < found; i++)
        {
            spoke |= _findings[i].Code.StartsWith("evidence.", StringComparison.Ordinal);
        }

        if (spoke)
        {
            reasons.Add(new Reason("taking.new-since-return", choices.Run, PeoplesRun, ReasonWeight));
            reasons.Add(new Reason("taking.returns-per-new", choices.ReturnsPerNew, PeoplesReturns, ReasonWeight));
        }
    }

    private static double AnomalyScore(double pValue) =>
        Math.Min(-StableMath.Log(pValue) / (AnomalyDigits * StableMath.Log(10)), 1) * MaxAnomalyScore;
}
