"""A station that speaks SL 651-2014, written from the standard and apart from the engine's codec."""

import socket

WITHOUT_ANSWER = b""


def crc16(data: bytes) -> int:
    """CRC-16 with polynomial A001H, reflected, from FFFFH (clause 6.2.1.8)."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def bcd(value: int, octets: int) -> bytes:
    """A number that isn't negative as packed decimal digits."""
    return bytes.fromhex(str(value).zfill(2 * octets))


def time_digits(moment, count=6) -> bytes:
    """YYMMDDHHMMSS, or without the seconds."""
    return bytes.fromhex(moment.strftime("%y%m%d%H%M%S"))[:count]


def element(code: int, value: float, octets: int, decimals: int) -> bytes:
    definition = octets << 3 | decimals
    return bytes([code, definition]) + bcd(round(value * 10**decimals), octets)


def report(station: str, serial: int, sent_at, observed_at, elements: bytes,
           function=0x32, station_class="P") -> bytes:
    """An uplink frame in HEX coding; times are datetimes in the stations' local time."""
    body = serial.to_bytes(2, "big") + time_digits(sent_at)
    body += b"\xf1\xf1" + bytes.fromhex(station) + station_class.encode()
    body += b"\xf0\xf0" + time_digits(observed_at, 5) + elements
    head = b"\x7e\x7e\x01" + bytes.fromhex(station) + b"\x00\x00" + bytes([function])
    frame = head + len(body).to_bytes(2, "big") + b"\x02" + body + b"\x03"
    return frame + crc16(frame).to_bytes(2, "big")


def answer_of(data: bytes):
    """(function, serial) of the first whole downlink frame; None where there is none yet."""
    start = data.find(b"\x7e\x7e")
    if start < 0 or len(data) < start + 14:
        return None
    frame = data[start:]
    length = int.from_bytes(frame[11:13], "big") & 0x0FFF
    end = 14 + length + 1
    if len(frame) < end + 2:
        return None
    if crc16(frame[:end]) != int.from_bytes(frame[end:end + 2], "big"):
        raise ValueError("the engine's answer has a wrong checksum: " + frame.hex())
    return frame[10], int.from_bytes(frame[14:16], "big")


class Station:
    """A connection that sends and waits for answers; connects again where it was cut."""

    def __init__(self, address, patience_s=10.0):
        self.address = address
        self.patience_s = patience_s
        self.socket = None

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def send(self, frame: bytes):
        """The answer's (function, serial); raises OSError where none comes."""
        if not self.socket:
            self.socket = socket.create_connection(self.address, self.patience_s)
        try:
            self.socket.settimeout(self.patience_s)
            self.socket.sendall(frame)
            data = b""
            while True:
                part = self.socket.recv(4096)
                if not part:
                    raise ConnectionError("the engine hung up")
                data += part
                answer = answer_of(data)
                if answer:
                    return answer
        except OSError:
            self.close()
            raise

    def send_until_answered(self, frame_now, alive):
        """frame_now() makes the frame; alive() says whether to go on trying."""
        while alive():
            try:
                return self.send(frame_now())
            except OSError:
                continue
        raise TimeoutError("no answer")
