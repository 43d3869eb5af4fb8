using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Planning;

/// <summary>A call of the account service that is to be made once its plan is written.</summary>
/// <param name="Effect">The effect, in flight.</param>
/// <param name="IsQuestion">Whether the service is only asked: an earlier call may have been carried out.</param>
internal sealed record PlannedCall(Effect Effect, bool IsQuestion);
