using System.Reflection;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>The engines that were built with the AppHost.</summary>
internal static class EngineProgram
{
    /// <summary>The metadata that Engines.targets writes into the AppHost's assembly: this prefix, and the engine's name.</summary>
    public const string MetadataPrefix = "LabEngine:";

    /// <summary>The program that runs the engines' assemblies: the one that runs the AppHost, where that is known.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <returns>The engine's program, or <see langword="null"/> where the AppHost was built without it.</returns>
    public static string? Find(Assembly? appHost, string engine) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .LastOrDefault(a => string.Equals(a.Key, MetadataPrefix + engine, StringComparison.OrdinalIgnoreCase))?.Value is { Length: > 0 } path && File.Exists(path)
            ? path
            : null;
}
