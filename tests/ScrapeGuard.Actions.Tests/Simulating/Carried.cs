using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Tests.Simulating;

/// <summary>Something that the simulated service did.</summary>
internal sealed record Carried(string Key, string Account, EffectKind Kind, long BegunMicros);
