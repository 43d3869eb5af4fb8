using ScrapeGuard.Captures; using ScrapeGuard.Cli.Replay; using ScrapeGuard.Engine; using ScrapeGuard.Engine.Threading; using ScrapeGuard.Core.Policies; using ScrapeGuard.Core.Decisions; using ScrapeGuard.Simulation;
if (args[0]=="simulate") { var o = args.Length>3 ? SimulationOptions.ForScale(int.Parse(args[2]), long.Parse(args[3])) : new SimulationOptions(); using var f = File.Create(args[1]); var sim = new TrafficSimulation(o); sim.WriteTo(f); using var t = File.Create(args[1]+".truth"); sim.WriteTruthTo(t); return 0; }
int threads = int.Parse(args[1]);
for (int k=0;k<int.Parse(args[2]);k++) {
using var set = CaptureSet.Open([args[0]], new CaptureOptions()).Set!;
var crew = new WorkCrew(threads);
using var engine = new DetectionEngine(new EngineOptions{Shards=threads}, Policy.Default, null, crew);
var feed = new CaptureFeed(set, crew);
var ds = new List<Decision>();
var t0 = TimeProvider.System.GetTimestamp();
double dec=0;
while (true) { var a=TimeProvider.System.GetTimestamp(); if(!feed.TryRead(out var b)) break; dec += TimeProvider.System.GetElapsedTime(a).TotalSeconds; engine.Process(b, ds); }
var s = TimeProvider.System.GetElapsedTime(t0).TotalSeconds;
Console.WriteLine($"{engine.Counters.Events/s:N0} ev/s decode {dec:F3}s total {s:F3}s {engine.Counters} accounts {engine.AccountCount} bytes/acct {engine.AccountBytes/engine.AccountCount} decisions {ds.Count} mem {GC.GetTotalMemory(false)/1e6:N0} MB");
Console.WriteLine(string.Join(" ", ds.GroupBy(d=>d.Verdict).Select(g=>g.Key+"="+g.Count())));
}
return 0;
