using ScrapeGuard.Actions.Safeguards.Risc;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>The key that tokens are signed with; nothing of it is ever shown.</summary>
internal static class TokenKeys
{
    /// <summary>Tells what is wrong with the key of a receiver.</summary>
    public static void Check(ReceiverSettings receiver, SettingsLayers layers, List<string> errors)
    {
        using var signer = Read(receiver, layers.NameOf(ActionerKeys.ReceiverKeyFile), errors);
    }

    /// <summary>Reads the key; null, with the mistake told, when it is of no use.</summary>
    public static TokenSigner? Read(ReceiverSettings receiver, string setting, List<string> errors)
    {
        if (!InputFile.TryRead(receiver.KeyFile, setting, errors, out var pem))
        {
            return null;
        }

        if (TokenSigner.TryCreate(pem, receiver.KeyId, out var signer, out var mistake))
        {
            return signer;
        }

        errors.Add($"{setting} '{receiver.KeyFile}': {mistake}");
        return null;
    }
}
