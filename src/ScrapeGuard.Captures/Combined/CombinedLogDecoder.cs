using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Captures;

/// <summary>Decodes access logs of Apache and nginx, in the combined and the common format.</summary>
/// <remarks>
/// A request that is no request line (a broken client, TLS sent to a plain port) is an event of operation <c>other</c>:
/// it is traffic of its account all the same.
/// </remarks>
public sealed class CombinedLogDecoder : ILineDecoder
{
    private const int HashBytes = sizeof(ulong) * 2;

    private readonly CombinedAccount _account;
    private readonly PathRules _paths;
    private readonly bool _keepQuery;
    private readonly EventText? _text;
    private readonly byte[] _scratch = new byte[EventLimits.MaxLineBytes];
    private readonly byte[] _longTrack = new byte[EventLimits.MaxTrackBytes];

    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public CombinedLogDecoder(CombinedLogOptions options)
        : this(options, text: null)
    {
    }

    internal CombinedLogDecoder(CombinedLogOptions options, EventText? text)
    {
        _text = text;
        if (!CombinedAccount.TryParse(options.Account, out _account))
        {
            throw new ArgumentException($"Account '{options.Account}' is none of the words.", nameof(options));
        }

        _paths = options.Paths;
        _keepQuery = options.KeepQuery;
    }

    /// <inheritdoc/>
    public DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        var assembler = new CapturedEvent(batch, _text);
        var error = CombinedLine.Read(buffer.Slice(offset, length), out var line);
        if (error == DecodeError.None)
        {
            error = Assemble(in line, ref assembler);
        }

        return error == DecodeError.None ? assembler.Finish() : assembler.Reject(error);
    }

    private DecodeError Assemble(in CombinedLine line, ref CapturedEvent assembler)
    {
        assembler.SetTime(line.TimeMicros);
        var error = SetAccount(in line, ref assembler);
        if (error == DecodeError.None)
        {
            error = assembler.SetNumber(MappedField.Status, line.Status);
        }

        if (error == DecodeError.None)
        {
            error = assembler.SetNumber(MappedField.Bytes, line.Bytes);
        }

        if (error != DecodeError.None)
        {
            return error;
        }

        assembler.SetName(MappedField.Ip, line.Host);
        if (!IsAbsent(line.Agent))
        {
            assembler.SetName(MappedField.Client, QuotedText.Unescape(line.Agent, _scratch));
        }

        var request = RequestLine.Split(QuotedText.Unescape(line.Request, _scratch));
        return _paths.Count > 0
            ? _paths.Apply(request.Target, line.Status, ref assembler)
            : SetPage(in request, line.Status, ref assembler);
    }

    private DecodeError SetAccount(in CombinedLine line, ref CapturedEvent assembler)
    {
        if (_account.ExtraField > 0)
        {
            return line.TryFindExtra(_account.ExtraField, out var extra) && !IsAbsent(extra)
                ? assembler.SetAccount(QuotedText.Unescape(extra, _scratch))
                : DecodeError.MissingAccount;
        }

        if (_account.UsesAuthUser && !IsAbsent(line.User))
        {
            return assembler.SetAccount(QuotedText.Unescape(line.User, _scratch));
        }

        return _account.UsesAddress ? assembler.SetAccount(line.Host) : DecodeError.MissingAccount;
    }

    private DecodeError SetPage(in RequestLine request, int status, ref CapturedEvent assembler)
    {
        var path = PathRules.PathOf(request.Target);
        if (path.IsEmpty || PageAssets.Contains(path))
        {
            assembler.SetOperation(Operation.Other);
            return DecodeError.None;
        }

        assembler.SetOperation(Operation.Browse);
        return request.IsFetch && status < PathRules.FirstErrorStatus
            ? assembler.AddTrack(TrackOf(_keepQuery ? request.Target : path))
            : DecodeError.None;
    }

    /// <summary>
    /// The path as a track. A long one keeps its start and ends in the hash of the whole: paths that differ are
    /// different tracks, and a long path is no reason to lose the event.
    /// </summary>
    private ReadOnlySpan<byte> TrackOf(ReadOnlySpan<byte> path)
    {
        if (path.Length <= EventLimits.MaxTrackBytes)
        {
            return path;
        }

        path[..(EventLimits.MaxTrackBytes - HashBytes)].CopyTo(_longTrack);
        var tail = _longTrack.AsSpan(EventLimits.MaxTrackBytes - HashBytes);
        StableHash.Hash64(path).TryFormat(tail, out _, "x16");
        return _longTrack;
    }

    private static bool IsAbsent(ReadOnlySpan<byte> field) => field.IsEmpty || (field.Length == 1 && field[0] == '-');
}
