using System.Diagnostics;

namespace ScrapeGuard.Actions.Tests.Safeguards;

/// <summary>Another implementation than ours, if the machine has it.</summary>
internal static class Openssl
{
    /// <summary>Whether <c>openssl dgst -sha256 -verify</c> accepts the signature.</summary>
    public static bool Verifies(string publicPem, byte[] signature, byte[] signed)
    {
        var folder = Directory.CreateTempSubdirectory("scrapeguard-set");
        try
        {
            var key = Path.Combine(folder.FullName, "key.pem");
            var signatureFile = Path.Combine(folder.FullName, "signature");
            var input = Path.Combine(folder.FullName, "input");
            File.WriteAllText(key, publicPem);
            File.WriteAllBytes(signatureFile, signature);
            File.WriteAllBytes(input, signed);
            return Run("dgst", "-sha256", "-verify", key, "-signature", signatureFile, input) == 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("openssl is not installed: the signature was not checked by another implementation");
            throw;
        }
    }
}
