using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>Prints where the run keeps its state: data, logs, and the passwords that were generated.</summary>
internal sealed class StateFolderLine(IConfiguration configuration, IAnsiConsole console) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        console.MarkupLine($"State folder: {Markup.Escape(configuration["Lab:Home"] ?? "")}");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
