using BenchmarkDotNet.Running;
using ScrapeGuard.Benchmarks.Decode;
using ScrapeGuard.Benchmarks.Ratio;

if (args is ["ratio", ..])
{
    return RatioCommand.Run(args.AsSpan(1), Console.Out, Console.Error);
}

BenchmarkSwitcher.FromAssembly(typeof(DecodeBenchmark).Assembly).Run(args);
return 0;
