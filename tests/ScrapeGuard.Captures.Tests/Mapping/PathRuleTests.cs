using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Captures.Tests;

public sealed class PathRuleTests
{
    [TestCase("/v1/tracks/{track}", "/v1/tracks/abc", "abc")]
    [TestCase("/v1/tracks/{track}", "/v1/tracks/abc/", "abc")]
    [TestCase("/v1/tracks/{track}", "/v1/tracks/abc?x=1#y", "abc")]
    [TestCase("/v1/tracks/{track}", "https://api.example.com/v1/tracks/abc", "abc")]
    [TestCase("/v1/tracks/{track}", "/v1/tracks/sp%3Atrack%3a1", "sp:track:1")]
    [TestCase("/v1/tracks/{track}", "/v1/tracks/100%", "100%")]
    [TestCase("/v1/tracks/{track}", "/v1/tracks", null)]
    [TestCase("/v1/tracks/{track}", "/v1/tracks/", null)]
    [TestCase("/v1/tracks/{track}", "/v1/tracks/a/b", null)]
    [TestCase("/v1/tracks/{track}", "/v2/tracks/a", null)]
    [TestCase("/hls/{track}.m3u8", "/hls/abc.m3u8", "abc")]
    [TestCase("/hls/{track}.m3u8", "/hls/.m3u8", null)]
    [TestCase("/{*}/t/{track}", "/de/t/abc", "abc")]
    [TestCase("/t/{track}/{*}", "/t/abc/x/y/z", "abc")]
    [TestCase("/t/{track}/{*}", "/t/abc", null)]
    [TestCase("/tracks?ids={tracks}", "/tracks?a=1&ids=x,y,,z", "x y z")]
    [TestCase("/tracks?ids={tracks}", "/tracks?ids=x%2Cy", "x y")]
    [TestCase("/tracks?ids={tracks}", "/tracks?ids=", null)]
    [TestCase("/tracks?ids={tracks}", "/tracks?myids=1", null)]
    [TestCase("/list/{tracks}?m=full&k={track}", "/list/a,b?k=c&m=full", "a b c")]
    [TestCase("/list/{tracks}?m=full", "/list/a,b?m=fuller", null)]
    [TestCase("/", "/", "")]
    public void Apply_Target_GivesTracks(string pattern, string target, string? wanted)
    {
        var rules = new PathRules([PathRule.Parse(pattern, Operation.Metadata, out _)!]);
        var decoder = new CombinedLogDecoder(new CombinedLogOptions { Paths = rules });
        var line = $"h - - [17/May/2015:10:05:03 +0000] \"GET {target} HTTP/1.1\" 200 1";
        var batch = Captured.Decode(decoder, line, out var error);
        error.Should().Be(DecodeError.None);
        batch[0].Operation.Should().Be(wanted is null ? Operation.Other : Operation.Metadata);
        var tracks = (wanted ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        batch.TracksOf(batch[0]).ToArray().Should()
            .Equal(tracks.Select(t => StableHash.Hash64(Encoding.UTF8.GetBytes(t))));
    }

    [TestCase("tracks/{track}")]
    [TestCase("/a/{song}")]
    [TestCase("/a/{track}{track}")]
    [TestCase("/a/}track{")]
    [TestCase("/a?{track}")]
    public void Parse_WrongPattern_SaysWhy(string pattern)
    {
        PathRule.Parse(pattern, Operation.Other, out var problem).Should().BeNull();
        problem.Should().NotBeEmpty();
    }

    [Test]
    public void Apply_TooManyTracks_IsBadTracks()
    {
        var rules = new PathRules([PathRule.Parse("/t?ids={tracks}", Operation.Metadata, out _)!]);
        var ids = string.Join(',', Enumerable.Range(0, EventLimits.MaxTracks + 1));
        var line = $"h - - [17/May/2015:10:05:03 +0000] \"GET /t?ids={ids} HTTP/1.1\" 200 1";
        Captured.Decode(new CombinedLogDecoder(new CombinedLogOptions { Paths = rules }), line, out var error);
        error.Should().Be(DecodeError.BadTracks);
    }
}
