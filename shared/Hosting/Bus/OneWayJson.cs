using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace CreditShare.Hosting.Bus;

/// <summary>
/// The bus's JSON, read without the addresses that a sender wrote for answers and faults. The bus would send there with our account's rights, and first make and bind whatever exchange and queue
/// such an address names: a city could have the registry lead another city's messages to it. Nothing here answers by such an address, so none is read; and no other form of message is.
/// </summary>
internal sealed class OneWayJson : SystemTextJsonMessageSerializer, IMessageDeserializer, ISerializerFactory
{
    ContentType ISerializerFactory.ContentType => JsonContentType;

    IMessageSerializer ISerializerFactory.CreateSerializer() => this;

    IMessageDeserializer ISerializerFactory.CreateDeserializer() => this;

    ConsumeContext IMessageDeserializer.Deserialize(ReceiveContext receiveContext) =>
        new WithoutAddresses(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    private sealed class WithoutAddresses(ReceiveContext receive, SerializerContext read) : BodyConsumeContext(receive, read)
    {
        public override Uri SourceAddress => null!;

        public override Uri ResponseAddress => null!;

        public override Uri FaultAddress => null!;
    }
}
