namespace ScrapeGuard.Captures.Tests;

public sealed class CaptureMappingReaderTests
{
    [Test]
    public void Read_WholeMapping_FillsEverything()
    {
        var reading = CaptureMappingReader.Read(
            """
            format: csv
            timeFormat: epoch-millis
            delimiter: "\t"
            trackSeparator: "|"
            fields: {time: ts, account: user, path: url}
            constants:
              plan: free
            paths:
              - path: /v1/tracks/{track}
                operation: metadata
              - path: /search?q={*}
                operation: search
            """, "m.yaml");
        reading.Errors.Should().BeEmpty();
        var mapping = reading.Mapping!;
        mapping.Format.Should().Be(CaptureKind.Csv);
        mapping.Delimiter.Should().Be('\t');
        mapping.TrackSeparator.Should().Be('|');
        mapping.Fields.Should().HaveCount(3).And.Contain(MappedField.Path, "url");
        mapping.Constants.Should().Contain(MappedField.Plan, "free");
        mapping.Paths.Count.Should().Be(2);
    }

    [Test]
    public void Read_ManyMistakes_NamesEachWithLineKeyAndValue()
    {
        var reading = CaptureMappingReader.Read(
            """
            format: xml
            timeFormat: hh
            delimiter: ";;"
            fields:
              tiem: ts
              status: [1]
            constants:
              operation: steal
              status: 2000
              id: x
            paths:
              - path: v1/{song}
                operation: metadata
              - path: /v1/{song}
                operation: take
              - operation: play
            colour: red
            """, "m.yaml");
        reading.Mapping.Should().BeNull();
        var errors = reading.Errors.Select(error => error.ToString()).ToList();
        string[] starts =
        [
            "m.yaml:1: format 'xml':", "m.yaml:2: timeFormat 'hh':", "m.yaml:3: delimiter ';;':",
            "m.yaml:5: fields.tiem 'ts':", "m.yaml:6: fields.status '[...]':", "m.yaml:8: constants.operation 'steal':",
            "m.yaml:9: constants.status '2000':", "m.yaml:10: constants.id 'x':",
            "m.yaml:12: paths[0].path 'v1/{song}':",
            "m.yaml:14: paths[1].path '/v1/{song}':", "m.yaml:15: paths[1].operation 'take':",
            "m.yaml:16: paths[2] '{...}':",
            "m.yaml:17: colour 'red':",
        ];
        foreach (var start in starts)
        {
            errors.Should().ContainSingle(error => error.StartsWith(start));
        }

        errors.Should().Contain(error => error.Contains("fields.time"))
            .And.Contain(error => error.Contains("fields.account"));
    }

    [TestCase("format: [", 2)]
    [TestCase("a: 1\nb: {\n", 3)]
    [TestCase("", 1)]
    [TestCase("- 1\n- 2\n", 1)]
    public void Read_NoMapping_SaysWhere(string text, int line)
    {
        CaptureMappingReader.Read(text, "m.yaml").Errors.Should().ContainSingle().Which.Line.Should().Be(line);
    }

    [TestCase("user", false)]
    [TestCase("/a~2", false)]
    [TestCase("/a~0b/0/~1", true)]
    public void Read_JsonPointer_IsChecked(string pointer, bool valid)
    {
        var text = "format: ndjson\nfields: {time: /t, operation: /o, account: \"" + pointer + "\"}\n";
        CaptureMappingReader.Read(text, "m.yaml").Errors.Should().HaveCount(valid ? 0 : 1);
    }

    [TestCase("rfc3339", "2026-01-02T03:04:05.5+01:00", 1_767_319_445_500_000)]
    [TestCase("epoch-seconds", "1767319445", 1_767_319_445_000_000)]
    [TestCase("epoch-seconds", "1767319445.25", 1_767_319_445_250_000)]
    [TestCase("epoch-millis", "1767319445123", 1_767_319_445_123_000)]
    [TestCase("epoch-millis", "1767319445123.4567", 1_767_319_445_123_456)]
    [TestCase("epoch-micros", "1767319445123456", 1_767_319_445_123_456)]
    [TestCase("yyyy-MM-dd HH:mm:ss", "2026-01-02 02:04:05", 1_767_319_445_000_000)]
    [TestCase("dd/MMM/yyyy:HH:mm:ss zzz", "02/Jan/2026:03:04:05 +0100", 1_767_319_445_000_000)]
    [TestCase("epoch-seconds", "1767319445123456", null)]
    [TestCase("epoch-seconds", "9223372036854775807", null)]
    [TestCase("epoch-seconds", "1.2.3", null)]
    [TestCase("epoch-millis", "x", null)]
    [TestCase("yyyy-MM-dd HH:mm:ss", "2026-13-02 02:04:05", null)]
    public void TimeFormat_Text_IsMicroseconds(string format, string text, long? wanted)
    {
        var parsed = TimeFormat.Parse(format)!.TryParse(Captured.Utf8(text), out var micros);
        (parsed ? micros : (long?)null).Should().Be(wanted);
    }
}
