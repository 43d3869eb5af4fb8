using ScrapeGuard.AccountService.Receivers;
using ScrapeGuard.Actions.Safeguards.Risc;

namespace ScrapeGuard.Cli.Services;

/// <summary>A receiver of security event tokens.</summary>
/// <param name="Push">Where and how they are pushed.</param>
/// <param name="Risc">For whom they are.</param>
/// <param name="KeyFile">The private key, in PEM.</param>
/// <param name="KeyId">By which the receiver finds the public one.</param>
internal sealed record ReceiverSettings(SetReceiverOptions Push, RiscOptions Risc, string KeyFile, string KeyId);
