using Aspire.Hosting;
using Lab.Hosting.Integrations;
using Lab.Hosting.Integrations.Engines;
using Microsoft.Extensions.Configuration;

namespace Lab.Integrations.Tests;

public sealed class EngineConfigurationTests
{
    [Fact]
    public void Without_a_setting_engines_are_chosen_automatically() =>
        Read(null, null).ShouldBe((EngineMode.Auto, "Lab:Engines=auto"));

    [Theory]
    [InlineData("auto", EngineMode.Auto)]
    [InlineData("Embedded", EngineMode.Embedded)]
    [InlineData(" containers ", EngineMode.Containers)]
    public void A_setting_holds_for_all_systems(string value, EngineMode mode) => Read(value, null).Mode.ShouldBe(mode);

    [Fact]
    public void A_systems_own_setting_overrides_the_common_one() =>
        Read("embedded", "containers").ShouldBe((EngineMode.Containers, "Lab:Engines:milvus=containers"));

    [Fact]
    public void An_unknown_value_is_answered_with_the_allowed_ones() =>
        Should.Throw<DistributedApplicationException>(() => Read("docker", null)).Message
            .ShouldBe("Lab:Engines is 'docker'; allowed are auto, embedded, containers.");

    [Fact]
    public void An_unknown_value_for_one_system_names_its_setting() =>
        Should.Throw<DistributedApplicationException>(() => Read(null, "yes")).Message
            .ShouldBe("Lab:Engines:milvus is 'yes'; allowed are auto, embedded, containers.");

    [Fact]
    public void A_setting_for_a_system_that_there_is_not_is_answered_with_those_there_are() =>
        Should.Throw<DistributedApplicationException>(() => EngineConfiguration.Check(Settings(null, "containers"), ["pg", "mongodb"])).Message
            .ShouldBe("Lab:Engines:milvus names no system that can run embedded; allowed are Lab:Engines:pg, Lab:Engines:mongodb.");

    [Fact]
    public void A_setting_for_a_system_may_be_written_in_any_case() =>
        Should.NotThrow(() => EngineConfiguration.Check(Settings("auto", "containers"), ["Milvus"]));

    private static (EngineMode Mode, string Setting) Read(string? common, string? own) =>
        EngineConfiguration.Read(Settings(common, own), "milvus");

    private static IConfiguration Settings(string? common, string? own)
    {
        var settings = new Dictionary<string, string?> { ["Lab:Engines"] = common };
        if (own is not null)
        {
            settings["Lab:Engines:milvus"] = own;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }
}
