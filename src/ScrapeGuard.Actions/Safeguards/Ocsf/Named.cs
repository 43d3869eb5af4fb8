namespace ScrapeGuard.Actions.Safeguards.Ocsf;

/// <summary>A value of one of OCSF's enumerations with its caption.</summary>
internal readonly record struct Named(int Id, string Caption);
