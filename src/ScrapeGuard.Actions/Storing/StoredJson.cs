using System.Text.Json.Serialization;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing;

/// <summary>How records are kept: as JSON with the names of the code in camel case, enumerations as words.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChangeSet))]
[JsonSerializable(typeof(KnownAccount))]
[JsonSerializable(typeof(Effect))]
[JsonSerializable(typeof(Case))]
[JsonSerializable(typeof(CaseNote))]
[JsonSerializable(typeof(KeptDecision))]
[JsonSerializable(typeof(KeptCommand))]
[JsonSerializable(typeof(Wave))]
[JsonSerializable(typeof(GuardState))]
[JsonSerializable(typeof(OutgoingEvent))]
[JsonSerializable(typeof(AuditFact))]
public sealed partial class StoredJson : JsonSerializerContext;
