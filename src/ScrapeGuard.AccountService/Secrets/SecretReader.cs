namespace ScrapeGuard.AccountService.Secrets;

/// <summary>
/// Reads a secret where it lies. A file is looked at again every few seconds, so that a secret can be changed while the
/// program runs. Any thread may ask.
/// </summary>
internal sealed class SecretReader
{
    private const int MaxFileBytes = 64 << 10;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SecretSource _source;
    private readonly TimeProvider _time;
    private readonly Func<string, string?> _variables;
    private readonly Lock _reading = new();
    private string? _secret;
    private string _mistake = "";
    private long? _readAt;

    /// <param name="source">Where it lies.</param>
    /// <param name="time">The clock.</param>
    /// <param name="variables">The environment; null: that of the process.</param>
    public SecretReader(SecretSource source, TimeProvider time, Func<string, string?>? variables = null)
    {
        (_source, _time) = (source, time);
        _variables = variables ?? Environment.GetEnvironmentVariable;
    }

    /// <summary>The secret with its prefix; null, with the reason told, when there is none to be had.</summary>
    public string? Read(out string mistake)
    {
        lock (_reading)
        {
            if (_readAt is not { } at || _time.GetElapsedTime(at) >= Fresh || _secret is null)
            {
                _readAt = _time.GetTimestamp();
                _secret = _source.File is { Length: > 0 } file ? OfFile(file) : OfVariable(_source.Variable!);
            }

            mistake = _mistake;
            return _secret is null ? null : _source.Prefix + _secret;
        }
    }

    /// <summary>The text without any secret that was read.</summary>
    public string Hide(string text)
    {
        lock (_reading)
        {
            return _secret is { Length: > 0 } secret
                ? text.Replace(secret, "(secret)", StringComparison.Ordinal)
                : text;
        }
    }

    private string? OfFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxFileBytes)
            {
                return Reject($"the file '{path}' is too long for a secret");
            }

            using var reader = new StreamReader(file);
            return Check(reader.ReadToEnd().TrimEnd('\r', '\n'), $"the file '{path}'");
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Reject($"the file '{path}' can't be read: {exception.GetType().Name}");
        }
    }

    private string? OfVariable(string name) =>
        _variables(name) is { } text
            ? Check(text, $"the environment variable {name}")
            : Reject($"the environment variable {name} is not set");

    private string? Check(string text, string place) =>
        SecretText.IsSecret(text) ? text : Reject($"{place} is empty, too long, or not visible ASCII");

    private string? Reject(string mistake)
    {
        _mistake = mistake;
        return null;
    }
}
