namespace ScrapeGuard.Cli.Services;

/// <summary>A syslog server that events go to, under <c>Alerts</c>.</summary>
/// <param name="Server">
/// <c>Alerts:Syslog</c>: <c>udp://host:port</c>, <c>tcp://host:port</c> or <c>tls://host:port</c>.
/// </param>
/// <param name="RootsFile">
/// <c>Alerts:SyslogTls:RootsFile</c>: certificates in PEM that the server's must come from; null: those that the
/// machine trusts.
/// </param>
/// <param name="CertificateFile">
/// <c>Alerts:SyslogTls:CertificateFile</c>: our own in PEM, with those between it and a root behind it; null: none is
/// shown.
/// </param>
/// <param name="KeyFile"><c>Alerts:SyslogTls:KeyFile</c>: its key in PEM; null: it stands in the same file.</param>
internal sealed record SyslogSettings(
    Uri Server, string? RootsFile = null, string? CertificateFile = null, string? KeyFile = null)
{
    public const string Udp = "udp";
    public const string Tcp = "tcp";
    public const string Tls = "tls";

    // RFC 5426 and, by custom, RFC 6587; RFC 5425.
    private const int PlainPort = 514;
    private const int TlsPort = 6514;

    public bool IsTls => Server.Scheme == Tls;

    public bool IsDatagram => Server.Scheme == Udp;

    /// <summary>The port that was given, or the usual one.</summary>
    public int Port => Server.Port > 0 ? Server.Port : IsTls ? TlsPort : PlainPort;
}
