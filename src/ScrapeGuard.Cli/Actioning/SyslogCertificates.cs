using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>What TLS to a syslog server is checked by and shows. Files are read anew for each connection.</summary>
internal static class SyslogCertificates
{
    /// <summary>Tells what is wrong with the files.</summary>
    public static void Check(SyslogSettings settings, SettingsLayers layers, List<string> errors)
    {
        Try(settings.RootsFile, ActionerKeys.SyslogRoots, path => Roots(path));
        Try(settings.CertificateFile, ActionerKeys.SyslogCertificate, path => Own(path, settings.KeyFile));

        void Try(string? path, string key, Action<string> read)
        {
            try
            {
                if (path is not null)
                {
                    read(path);
                }
            }
            catch (Exception exception) when (
                exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                errors.Add(layers.Place($"{key} '{path}': {exception.Message}"));
            }
        }
    }

    /// <summary>How a connection is to be secured.</summary>
    /// <exception cref="IOException">A file is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">A file is not to be read.</exception>
    /// <exception cref="CryptographicException">A file has no certificate, or not its key.</exception>
    public static SslClientAuthenticationOptions Of(SyslogSettings settings)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = settings.Server.IdnHost };
        if (settings.RootsFile is { } roots)
        {
            // A private authority's list of the revoked is seldom to be had from where alerts are sent.
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(Roots(roots));
            options.CertificateChainPolicy = policy;
        }

        if (settings.CertificateFile is { } own)
        {
            options.ClientCertificateContext = Own(own, settings.KeyFile);
        }

        return options;
    }

    private static X509Certificate2Collection Roots(string path)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(path);
        return roots.Count > 0 ? roots : throw new CryptographicException("has no certificate in PEM");
    }

    private static SslStreamCertificateContext Own(string path, string? keyPath)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        return SslStreamCertificateContext.Create(
            X509Certificate2.CreateFromPemFile(path, keyPath), chain, offline: true);
    }
}
