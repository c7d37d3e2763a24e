using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Publishing;

/// <summary>
/// Writes the manifest once and ends the application: exit code 0, or 1 and a line on standard error.
/// A manifest that cannot be written whole is not written at all.
/// </summary>
internal sealed class ManifestPublisher(
    IConfiguration configuration,
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    ILogger<ManifestPublisher> logger) : BackgroundService
{
    private const string FileName = "aspire-manifest.json";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PublishAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Environment.ExitCode = 1;
        }
        catch (Exception e)
        {
            logger.LogDebug(e, "The manifest was not written");
            await Console.Error.WriteLineAsync($"The manifest was not written: {e.Message.ReplaceLineEndings(" ")}");
            Environment.ExitCode = 1;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var path = ManifestPath();
        await eventing.PublishAsync(new BeforePublishEvent(services, model), cancellationToken);

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var content = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            await new ManifestPublishingContext(executionContext, path, writer, cancellationToken).WriteModelAsync(model);
        }

        await File.WriteAllBytesAsync(path, content.ToArray(), cancellationToken);
        await eventing.PublishAsync(new AfterPublishEvent(services, model), cancellationToken);
        logger.LogInformation("Published manifest to: {ManifestPath}", path);
    }

    private string ManifestPath() => configuration["Pipeline:OutputPath"] switch
    {
        null or "" => throw new DistributedApplicationException("The '--output-path [path]' option was not specified even though '--publisher manifest' argument was used."),
        var file when file.EndsWith(".json", StringComparison.Ordinal) => Path.GetFullPath(file),
        var folder => Path.GetFullPath(Path.Combine(folder, FileName)),
    };
}
