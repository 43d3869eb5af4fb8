using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Captures.Tests;

public sealed class MappedCsvDecoderTests
{
    private const string Yaml =
        """
        format: csv
        fields: {time: t, account: user, tracks: ids, status: code, path: url, operation: op, bytes: size}
        constants: {operation: other, plan: free}
        paths:
          - {path: "/t/{track}", operation: metadata}
        """;

    private const string Header = "t,user,ids,code,url,op,size";

    [TestCase("2026-01-01T00:00:00Z,u,,200,/t/a,,5", Operation.Metadata, "a")]
    [TestCase("2026-01-01T00:00:00Z,u,,404,/t/a,,5", Operation.Metadata, "")]
    [TestCase("2026-01-01T00:00:00Z,u,\"x; y\",200,/t/a,,5", Operation.Metadata, "x y")]
    [TestCase("2026-01-01T00:00:00Z,u,,200,/t/a,play,-", Operation.Play, "a")]
    [TestCase("2026-01-01T00:00:00Z,u,,200,/q,,5", Operation.Other, "")]
    public void Decode_Row_FillsFieldsRulesAndConstants(string row, Operation operation, string tracks)
    {
        var batch = Decode(row, out var error);
        error.Should().Be(DecodeError.None);
        batch[0].Operation.Should().Be(operation);
        batch[0].Plan.Should().Be(StableHash.Hash32("free"u8));
        batch.TracksOf(batch[0]).ToArray().Should().Equal(tracks.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(track => StableHash.Hash64(Encoding.UTF8.GetBytes(track))));
    }

    [TestCase("Björk", "Björk")]
    [TestCase("\"Björk, live\"", "Björk, live")]
    [TestCase("", null)]
    public void Decode_MappedArtist_IsKeptAsItsHash(string field, string? artist)
    {
        var yaml = "format: csv\nfields: {time: t, account: user, operation: op, artist: by, album: of}";
        var mapping = CaptureMappingReader.Read(yaml, "m.yaml").Mapping!;
        var format = CaptureFormat.MappedCsv(mapping, "t,user,op,by,of"u8, out _)!;

        var row = $"2026-01-01T00:00:00Z,u,play,{field},Post";
        var batch = Captured.Decode(format.CreateDecoder(), row, out var error);

        error.Should().Be(DecodeError.None);
        batch[0].Artist.Should().Be(artist is null ? 0 : StableHash.Hash32(Encoding.UTF8.GetBytes(artist)));
    }

    [TestCase("2026-01-01T00:00:00Z,u,,200,/t/a,", DecodeError.BadFormat)]
    [TestCase("2026-01-01T00:00:00Z,u,,200,/t/a,,5,6", DecodeError.BadFormat)]
    [TestCase("2026-01-01T00:00:00Z,\"u,,200,/t/a,,5", DecodeError.BadFormat)]
    [TestCase("2026-01-01T00:00:00Z,\"u\"x,,200,/t/a,,5", DecodeError.BadFormat)]
    [TestCase("yesterday,u,,200,/t/a,,5", DecodeError.BadTime)]
    [TestCase(",u,,200,/t/a,,5", DecodeError.MissingTime)]
    [TestCase("2026-01-01T00:00:00Z,,,200,/t/a,,5", DecodeError.MissingAccount)]
    [TestCase("2026-01-01T00:00:00Z,u,,ok,/t/a,,5", DecodeError.WrongType)]
    [TestCase("2026-01-01T00:00:00Z,u,,200,/t/a,,-5", DecodeError.OutOfRange)]
    public void Decode_WrongRow_SaysWhy(string row, DecodeError wanted)
    {
        Decode(row, out var error);
        error.Should().Be(wanted);
    }

    [Test]
    public void TryNext_AnyRow_GivesTheFieldsOfCsvHelper()
    {
        var letters = Gen.Elements('a', 'ß', '"', ';', ' ', ',', '\'');
        var rows = letters.ArrayOf().Select(chars => new string(chars)).ArrayOf().Where(row => row.Length > 1);
        Prop.ForAll(rows.ToArbitrary(), row =>
        {
            var line = Captured.Utf8(string.Join(';', row.Select(Quoted)));
            var scratch = new byte[line.Length];
            var reader = new CsvRow(line, (byte)';', scratch);
            var fields = new List<string>();
            while (reader.TryNext(out var field))
            {
                fields.Add(Encoding.UTF8.GetString(field));
            }

            reader.IsBroken.Should().BeFalse();
            fields.Should().Equal(Oracle(line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Test]
    public void Open_CsvWithHeader_ReadsRowsAndCountsLines()
    {
        var mapping = CaptureMappingReader.Read(Yaml, "m.yaml").Mapping!;
        var text = "\uFEFF\r\n" + Header + "\r\n2026-01-01T00:00:07Z,\"u,1\",,200,/t/a,,5\r\nbad\r\n";
        var opening = CaptureSet.Combine([CaptureFile.FromStream(
            new MemoryStream(Captured.Utf8(text)), "t.csv", new CaptureOptions { Mapping = mapping })]);
        opening.Errors.Should().BeEmpty();
        Captured.ReadAll(opening.Set!).Should().Equal(("u,1", 7));
        opening.Set!.Counters.Examples.Should().Equal(new MalformedLine("t.csv", 4, DecodeError.BadFormat));
    }

    [Test]
    public void Open_HeaderLacksColumns_NamesEach()
    {
        var mapping = CaptureMappingReader.Read(Yaml, "m.yaml").Mapping!;
        var table = new MemoryStream("t,name,ids,code,url,op\n"u8.ToArray());
        var opening = CaptureFile.FromStream(table, "t.csv", new CaptureOptions { Mapping = mapping });
        opening.Errors.Should().HaveCount(2)
            .And.Contain(error => error.Contains("fields.account 'user'"))
            .And.Contain(error => error.Contains("fields.bytes 'size'"));
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(";\" ") >= 0 || field.Length % 2 == 1
            ? '"' + field.Replace("\"", "\"\"") + '"' : field;

    private static string[] Oracle(byte[] line)
    {
        var options = new CsvReaderOptions { HasHeader = false, Separator = ';', SkipEmptyLines = false };
        using var reader = CsvReader.Create(line, options);
        reader.Read().Should().BeTrue();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
    }

    private static EventBatch Decode(string row, out DecodeError error)
    {
        var reading = CaptureMappingReader.Read(Yaml, "m.yaml");
        reading.Errors.Should().BeEmpty();
        var format = CaptureFormat.MappedCsv(reading.Mapping!, Captured.Utf8(Header), out _)!;
        return Captured.Decode(format.CreateDecoder(), row, out error);
    }
}
