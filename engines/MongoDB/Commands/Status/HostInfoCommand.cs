using System.Runtime.InteropServices;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>hostInfo: the machine.</summary>
internal sealed class HostInfoCommand : ICommand
{
    public CommandDescription Description { get; } = new("hostInfo", Privilege.Monitor) { AdminOnly = true };

    public Task<BsonDocument> RunAsync(CommandContext context) => Task.FromResult(new BsonDocument
    {
        {
            "system", new BsonDocument
            {
                { "currentTime", context.Now },
                { "hostname", Environment.MachineName },
                { "cpuAddrSize", 64 },
                { "memSizeMB", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20 },
                { "numCores", Environment.ProcessorCount },
                { "cpuArch", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant() },
            }
        },
        { "os", new BsonDocument { { "type", OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsWindows() ? "Windows" : "Darwin" }, { "name", RuntimeInformation.OSDescription } } },
        { "extra", new BsonDocument() },
    });
}
