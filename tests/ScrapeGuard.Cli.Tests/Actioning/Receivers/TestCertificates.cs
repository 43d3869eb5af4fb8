using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>Certificates that vouch for themselves, made for one test; in PEM, where files are asked for.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-tls-");
    private readonly List<X509Certificate2> _made = [];

    /// <summary>A new one, for a name and, where it is said, an address.</summary>
    public X509Certificate2 Make(string name, IPAddress? address = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var made = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(150));
        _made.Add(made);
        return made;
    }

    public string Certificate(X509Certificate2 certificate) =>
        Write(certificate, ".crt", certificate.ExportCertificatePem());

    public string Key(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return Write(certificate, ".key", key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _made.ForEach(certificate => certificate.Dispose());
        _folder.Delete(recursive: true);
    }

    private string Write(X509Certificate2 certificate, string ending, string pem)
    {
        var path = Path.Combine(_folder.FullName, certificate.Thumbprint + ending);
        File.WriteAllText(path, pem);
        return path;
    }
}
