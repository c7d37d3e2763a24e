using System.CommandLine;
using Lab.Benchmarks;
using Lab.Benchmarks.Backup;
using Lab.Benchmarks.Backup.Faults;
using Lab.Benchmarks.Engines;
using Lab.Benchmarks.Start;

IBenchmark[] benchmarks = [new StartBenchmark(TimeProvider.System), .. EnginesBenchmark.All(TimeProvider.System), new BackupBenchmark(TimeProvider.System), new BackupFaultsBenchmark(TimeProvider.System)];

var name = new Argument<string>("name") { Description = $"What to measure: {string.Join(", ", benchmarks.Select(b => b.Name))}." };
name.AcceptOnlyFromAmong([.. benchmarks.Select(b => b.Name)]);
var size = new Option<BenchmarkSize>("--size") { Description = "small: a first look, under 5 minutes; full: what a bar asks for.", DefaultValueFactory = _ => BenchmarkSize.Small };

var command = new RootCommand("Measures Lab.Aspire. Progress goes to stderr, one JSON object a line to stdout.") { name, size };
command.SetAction((parsed, cancellationToken) =>
{
    var chosen = benchmarks.Single(b => b.Name == parsed.GetValue(name));
    return chosen.RunAsync(parsed.GetValue(size), new MeasureWriter(Console.Out), Console.Error, cancellationToken);
});
return await command.Parse(args).InvokeAsync();
